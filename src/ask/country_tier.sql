-- Which tier of AI Diffusion a country is in.

CREATE FUNCTION country_tier(
    country  country,
    as_of    date DEFAULT CURRENT_DATE,
    as_known date DEFAULT NULL,
    scenario text DEFAULT NULL,
    rulebook rulebook DEFAULT NULL
) RETURNS integer
    LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE
        WHEN holds('destination in (TIER:1)', '{}', country_tier.country, country_tier.as_of,
                   country_tier.as_known, scenario => country_tier.scenario,
                   rulebook => country_tier.rulebook) THEN 1
        WHEN holds('destination in (TIER:2)', '{}', country_tier.country, country_tier.as_of,
                   country_tier.as_known, scenario => country_tier.scenario,
                   rulebook => country_tier.rulebook) THEN 2
        WHEN holds('destination in (TIER:3)', '{}', country_tier.country, country_tier.as_of,
                   country_tier.as_known, scenario => country_tier.scenario,
                   rulebook => country_tier.rulebook) THEN 3
        END;
END;
COMMENT ON FUNCTION country_tier(country, date, date, text, rulebook) IS
    'The tier, 1 to 3, in which the AI Diffusion rule has a country; a territory is in that of the '
    'state which governs it. NULL before 2025-01-13, on either clock, as there were no tiers. The '
    'tier is the same in every scenario; the scenario decides what it does: see the table tier. '
    'Errors: 22023 unknown scenario; 55000 nothing published.';
