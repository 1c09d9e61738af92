-- The tiers of AI Diffusion (90 FR 4544): what each was, and who is in it.  The rule names no tiers;
-- the press did.

CREATE TABLE tier (
    tier     integer PRIMARY KEY CHECK (tier BETWEEN 1 AND 3),
    title    text NOT NULL,
    meaning  text NOT NULL,
    citation text NOT NULL,
    note     text,
    builtin  boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE tier IS
    'The three tiers into which the AI Diffusion rule of January 2025 sorted countries. The groups '
    'TIER:1 to TIER:3 have the members, and country_tier() tells a country''s tier.';
COMMENT ON COLUMN tier.tier IS '1, 2 or 3';
COMMENT ON COLUMN tier.title IS 'which countries';
COMMENT ON COLUMN tier.meaning IS 'what the rule gave them, where it is enforced';
COMMENT ON COLUMN tier.citation IS 'where it is written';
COMMENT ON COLUMN tier.note IS 'doubts';

CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON tier
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.tier::pg_catalog.text');

INSERT INTO tier (tier, title, meaning, citation, note, builtin) VALUES
    (1, 'destinations of Supplement No. 5(a) to part 740',
     'Entities that are headquartered there receive 3A090.a and 4A090.a under License Exception '
     'AIA, without a cap; applications for others there are presumed to be approved.',
     '15 CFR 740.27, 742.6(b)(10)(iii)(A)(2), 740 Supp. 5(a); 90 FR 4544',
     '[V] eCFR of 2026-09-24.', true),
    (2, 'destinations in neither of the two others',
     'A license is required; applications are presumed to be approved within 790,000,000 TPP a '
     'country for 2025 to 2027, and denied beyond. License Exception LPP frees 26,900,000 TPP a '
     'year for one ultimate consignee, but not to Country Groups D:1 and D:4.',
     '15 CFR 740.29, 740.2(a)(9)(ii), 742.6(b)(10)(iii)(B); 90 FR 4544',
     '[V] eCFR of 2026-09-24.', true),
    (3, 'Macau and Country Group D:5',
     'A license is required, and applications are presumed to be denied, for entities that are '
     'headquartered there, too, wherever they are.',
     '15 CFR 742.6(b)(10)(iii)(A)(1); 90 FR 4544',
     '[V] eCFR of 2026-09-24.', true);

-- TIER:1 to TIER:3: the tiers of AI Diffusion, which the table tier describes.  They follow D:5 and
-- Supplement No. 5(a) of each day since the rule was public, in every scenario: what a tier does is
-- for the rules to say.
INSERT INTO country_group (name, title, citation, url, note, builtin)
SELECT 'TIER:' || t.tier, 'AI Diffusion: ' || t.title, t.citation,
	   'https://www.federalregister.gov/citation/90-FR-4544', t.note, true
FROM tier AS t;

INSERT INTO country_group_member (country_group, country, in_force, known, citation, builtin)
SELECT 'TIER:1', country, in_force, known, citation, true
FROM country_group_member WHERE country_group = 'AIA';

-- Macau, and Country Group D:5 as it was from then on.
INSERT INTO country_group_member (country_group, country, in_force, known, citation, builtin)
SELECT 'TIER:3', m.country, m.in_force * daterange('2025-01-13', NULL),
	   m.known * daterange('2025-01-13', NULL), m.citation, true
FROM (SELECT country, in_force, known, citation FROM country_group_member
	  WHERE country_group = 'D:5'
	  UNION ALL SELECT 'MO', '(,)', '(,)', '15 CFR 742.6(b)(10)(iii)(A)(1)') AS m
WHERE NOT isempty(m.in_force * daterange('2025-01-13', NULL))
  AND NOT isempty(m.known * daterange('2025-01-13', NULL));

-- The rest: who is in neither, and who left tier 3, from that day on.
INSERT INTO country_group_member (country_group, country, in_force, known, citation, builtin)
SELECT 'TIER:2', d.code, '[2025-01-13,)', '[2025-01-13,)', '15 CFR 742.6(b)(10)(iii)(B)', true
FROM destination AS d
WHERE d.governed_by IS NULL
  AND NOT EXISTS (SELECT FROM country_group_member AS m
				  WHERE m.country = d.code AND m.country_group IN ('TIER:1', 'TIER:3'))
UNION ALL
SELECT 'TIER:2', m.country, daterange(upper(m.in_force), NULL), m.known, m.citation, true
FROM country_group_member AS m
WHERE m.country_group = 'TIER:3' AND NOT upper_inf(m.in_force);
