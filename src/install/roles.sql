-- Who works with this: officers keep the rules, clerks enter orders, auditors look.

CREATE VIEW my_screening WITH (security_barrier = true) AS
    SELECT s.id, s.screened_at, s.relation, s.row_key, s.action, s.rescreens, s.product,
           s.destination, s.license, s.license_amount, s.license_fault, s.release, s.determination
      FROM screening AS s
     WHERE EXISTS (SELECT FROM screening AS o
                    WHERE o.id = coalesce(s.rescreens, s.id) AND o.screened_by = session_user);
COMMENT ON VIEW my_screening IS
    'What became of the orders that the session''s user entered: the log entries of these orders, '
    'and of their re-screenings.';
-- Its columns are the log's.
DO $$
DECLARE
    comment record;
BEGIN
    FOR comment IN
        SELECT c.attname, col_description(l.attrelid, l.attnum) AS text
          FROM pg_attribute AS c
          JOIN pg_attribute AS l ON l.attname = c.attname AND l.attrelid = 'screening'::regclass
         WHERE c.attrelid = 'my_screening'::regclass AND c.attnum > 0
    LOOP
        EXECUTE format('COMMENT ON COLUMN my_screening.%I IS %L', comment.attname, comment.text);
    END LOOP;
END
$$;

-- To lock a license takes UPDATE on a column of it, any column.  Clerks have it on note; this makes
-- it a right to lock and to nothing else.
CREATE FUNCTION refuse_note_of_license() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT has_table_privilege(current_user, TG_RELID, 'UPDATE') THEN
        RAISE EXCEPTION 'permission denied to change the note of license "%"', OLD.id
            USING ERRCODE = 'insufficient_privilege',
                  DETAIL = 'UPDATE on that column alone is granted for the lock that use_license() '
                           'takes.',
                  HINT = 'Ask for UPDATE on export_control.license, which officers have.';
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION refuse_note_of_license() IS
    'trigger: only a role that may change the whole license may change its note (42501)';

CREATE TRIGGER refuse_note_of_license BEFORE UPDATE ON license FOR EACH ROW
    WHEN (NEW.note IS DISTINCT FROM OLD.note) EXECUTE FUNCTION refuse_note_of_license();

-- Who uses licenses writes the ledger, so that it says who did must not be left to them.
CREATE TRIGGER own_name BEFORE INSERT ON license_use FOR EACH ROW
    WHEN (NEW.recorded_by <> session_user OR NEW.reversed_by <> session_user)
    EXECUTE FUNCTION refuse_other_name('recorded_by');
CREATE TRIGGER own_name_reversing BEFORE UPDATE ON license_use FOR EACH ROW
    WHEN (NEW.reversed_by <> session_user AND NEW.reversed_by IS DISTINCT FROM OLD.reversed_by)
    EXECUTE FUNCTION refuse_other_name('reversed_by');

-- Where session_replication_role is replica, orders may be screened and licenses used, too.
CREATE FUNCTION guard_ledger() RETURNS bigint
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    mended bigint;
BEGIN
    ALTER TABLE export_control.license ENABLE ALWAYS TRIGGER keep_license_metric;
    ALTER TABLE export_control.license_use
        ENABLE ALWAYS TRIGGER keep_license_total, ENABLE ALWAYS TRIGGER keep_license_total_truncate,
        ENABLE ALWAYS TRIGGER keep_shipped_use,
        ENABLE ALWAYS TRIGGER own_name, ENABLE ALWAYS TRIGGER own_name_reversing;
    ALTER TABLE export_control.license_total
        ENABLE ALWAYS TRIGGER refuse_direct_total,
        ENABLE ALWAYS TRIGGER refuse_direct_total_truncate,
        ENABLE REPLICA TRIGGER skip_published_total;
    UPDATE export_control.license_total AS t
       SET used = export_control.ledger_sum(t.license, t.consignee, t.year)
     WHERE t.used <> export_control.ledger_sum(t.license, t.consignee, t.year);
    GET DIAGNOSTICS mended = ROW_COUNT;
    RETURN mended;
END
$$;
COMMENT ON FUNCTION guard_ledger() IS
    'Enables the triggers of the license ledger for every session_replication_role, corrects each '
    'total that differs from what the ledger adds up to, and returns how many it corrected. Call '
    'it after pg_restore --disable-triggers, or after anything else that wrote while triggers were '
    'off. Only the owner of the tables can.';
SELECT guard_ledger();

CREATE FUNCTION rights_of_roles() RETURNS TABLE (role text, rights text)
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
        -- Everyone here: find the objects, and ask by the current release.
        SELECT r.role, 'USAGE ON SCHEMA export_control'
          FROM unnest(ARRAY['officer', 'clerk', 'auditor']) AS r(role)
         UNION ALL
        SELECT g.role, g.rights || ' ON ' || g.objects
          FROM (VALUES
            -- Clerks: what screen_order() reads for them, and license_covers().
            ('clerk', 'SELECT', 'export_control.release, export_control.destination, '
                'export_control.product, export_control.product_alias, export_control.party, '
                'export_control.party_share, '
                'export_control.license, export_control.license_use, '
                'export_control.license_total, export_control.my_screening'),
            -- Officers: edit.
            ('officer', 'INSERT, UPDATE, DELETE', 'export_control.destination, '
                'export_control.country_group, export_control.country_group_member, '
                'export_control.rule, export_control.scenario, export_control.scenario_rule, '
                'export_control.rule_example, export_control.covered_period, '
                'export_control.policy_event, export_control.coverage, '
                'export_control.foundry_presumption, '
                'export_control.vendor, export_control.end_use, '
                'export_control.tariff_band, export_control.tier, export_control.product, '
                'export_control.product_alias, '
                'export_control.party, export_control.party_share, export_control.license, '
                'export_control.inventory'),
            -- Officers: publish and approve, in their own name.  UPDATE is for the lock that
            -- publish() takes; the table is append-only.
            ('officer', 'INSERT (id, rulebook, note), UPDATE', 'export_control.release'),
            ('officer', 'INSERT (release, digest, note)', 'export_control.approval'),
            -- Officers: seal, attach the trigger, re-screen.
            ('officer', 'INSERT (last_entry)', 'export_control.seal'),
            ('officer', 'EXECUTE', 'FUNCTION export_control.screen_order(), '
                'export_control.record_rescreening(bigint, date, date)')
          ) AS g(role, rights, objects)
         UNION ALL
        -- Both: use licenses.  The columns are those that use_license(), reverse_use() and the
        -- ledger's trigger write.
        SELECT r.role, u.rights
          FROM unnest(ARRAY['officer', 'clerk']) AS r(role),
               unnest(ARRAY['UPDATE (note) ON export_control.license',
                            'INSERT (license, key, consignee, used_on, amount), '
                            'UPDATE (reversed_by) ON export_control.license_use',
                            'INSERT, UPDATE (used) ON export_control.license_total']) AS u(rights)
         UNION ALL
        -- Officers and auditors: read everything there is now.
        SELECT r.role, format('SELECT ON export_control.%I', c.relname)
          FROM unnest(ARRAY['officer', 'auditor']) AS r(role), pg_class AS c
         WHERE c.relnamespace = 'export_control'::regnamespace
           AND c.relkind IN ('r', 'p', 'v', 'm')
           AND export_control.may_act_as_owner(c.oid);
END
$$;
COMMENT ON FUNCTION rights_of_roles() IS
    'internal: what grant_roles() grants officers, clerks and auditors';

CREATE FUNCTION grant_roles(
    officer name DEFAULT NULL,
    clerk   name DEFAULT NULL,
    auditor name DEFAULT NULL
) RETURNS void
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    unknown text;
    granted record;
BEGIN
    IF NOT export_control.may_act_as_owner('export_control.release') THEN
        RAISE EXCEPTION 'permission denied to grant rights on export_control'
            USING ERRCODE = 'insufficient_privilege',
                  HINT = 'Only the owner of the extension can call grant_roles().';
    END IF;
    SELECT string_agg(format('"%s"', r.role), ', ') INTO unknown
      FROM (SELECT DISTINCT unnest(ARRAY[officer, clerk, auditor])) AS r(role)
     WHERE r.role IS NOT NULL
       AND NOT EXISTS (SELECT FROM pg_roles AS p WHERE p.rolname = r.role);
    IF unknown IS NOT NULL THEN
        RAISE EXCEPTION 'there is no role %', unknown
            USING ERRCODE = 'undefined_object',
                  HINT = 'Create the role first, best as a group (NOLOGIN) that you grant to '
                         'people. Pass NULL for a role that you do not want.';
    END IF;
    FOR granted IN
        SELECT r.rights, g.name
          FROM export_control.rights_of_roles() AS r
          JOIN (VALUES ('officer', officer), ('clerk', clerk), ('auditor', auditor))
               AS g(role, name) ON g.role = r.role
         WHERE g.name IS NOT NULL
    LOOP
        EXECUTE format('GRANT %s TO %I', granted.rights, granted.name);
    END LOOP;
END
$$;
COMMENT ON FUNCTION grant_roles(name, name, name) IS
    'Grants roles the rights that officers, clerks and auditors need. It revokes nothing; NULL '
    'means that there is no such role. Officers edit the rules, products, parties and licenses, '
    'publish, approve, attach screen_order(), and read everything. Clerks enter orders: they '
    'classify, read products, parties and licenses, use licenses, and see what became of their own '
    'orders (my_screening). Auditors read everything. Tables that are added later are not '
    'included: call it again. Only the owner of the extension can. Errors: 42704 no such role, '
    '42501.';
