-- Worlds of the user's own.

CREATE FUNCTION create_scenario(name text, description text, based_on text DEFAULT NULL)
    RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF based_on IS NOT NULL
       AND NOT EXISTS (SELECT FROM export_control.scenario AS s WHERE s.name = based_on) THEN
        RAISE EXCEPTION 'scenario "%" does not exist', based_on
            USING ERRCODE = 'undefined_object',
                  HINT = 'SELECT name FROM export_control.scenario lists those that do.';
    END IF;
    INSERT INTO export_control.scenario (name, description)
    VALUES (create_scenario.name, create_scenario.description);
    INSERT INTO export_control.scenario_rule (scenario, rule, in_force, note)
    SELECT create_scenario.name, o.rule, o.in_force, o.note
      FROM export_control.scenario_rule AS o WHERE o.scenario = based_on;
END
$$;
COMMENT ON FUNCTION create_scenario(text, text, text) IS
    'Adds a scenario, with the overrides of the scenario it is based on, if any. Override rules '
    'with rows of scenario_rule, then call publish().';
