-- The words of an answer: outcome, kinds of rule, review policies, and the determination that holds
-- them.

CREATE TYPE outcome AS ENUM (
    'no_license_required', 'license_exception', 'license_required', 'prohibited', 'indeterminate'
);
COMMENT ON TYPE outcome IS
    'The outcome of a determination, in order of severity. no_license_required is the field''s '
    '"NLR": no rule of the rulebook asks for a license. indeterminate: something unknown could '
    'change the outcome.';

CREATE TYPE rule_kind AS ENUM (
    'classification', 'requirement', 'exception', 'review', 'prohibition'
);
COMMENT ON TYPE rule_kind IS 'The kinds of rule, in the order in which they are applied.';

CREATE TYPE review_policy AS ENUM (
    'presumption_of_approval', 'case_by_case', 'presumption_of_denial', 'policy_of_denial'
);
COMMENT ON TYPE review_policy IS
    'How BIS reviews a license application (15 CFR 742.6(b), 744, 746).';

CREATE TYPE determination AS (
    outcome   outcome,
    eccn      eccn,
    reasons   text[],
    exception text,
    review    review_policy,
    rules     text[],
    missing   text[]
);
COMMENT ON TYPE determination IS
    'The answer of classify(): what applies to an item, a destination and a date, and which rules '
    'say so.';
COMMENT ON COLUMN determination.outcome IS
    'the outcome; never "cleared", only that no rule asks for a license';
COMMENT ON COLUMN determination.eccn IS 'the classification; NULL when undecided';
COMMENT ON COLUMN determination.reasons IS
    'reasons for which a license is required, such as RS or AT';
COMMENT ON COLUMN determination.exception IS
    'symbol of the license exception that overcomes the reasons, such as NAC';
COMMENT ON COLUMN determination.review IS
    'license review policy; NULL when none is stated or it is undecided';
COMMENT ON COLUMN determination.rules IS
    'ids of the rules that decided, or that leave it undecided';
COMMENT ON COLUMN determination.missing IS
    'facts that would settle an indeterminate outcome, or could open an exception';
