-- An order that has drawn a license rests on it until it ships: a license that has ended carries
-- nothing.
SET search_path = export_control, public;
\set SHOW_CONTEXT never
SET client_min_messages = warning;

CREATE TABLE public.resting (
    id int PRIMARY KEY, sku text, ship_to text, ship_on date, units int, lic text, st text,
    disp text, shipped boolean DEFAULT false);
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON public.resting FOR EACH ROW
  EXECUTE FUNCTION screen_order(
    'product=sku', 'destination=ship_to', 'as_of=ship_on', 'quantity=units', 'license=lic',
    'outcome=st', 'disposition=disp', 'closed=shipped', 'action=block');
INSERT INTO license (id, scope, metric, cap, valid, state) VALUES ('REST', 'destination = CN',
    'units', 100, '[2026-01-01,2100-01-01)', 'issued');
INSERT INTO resting (id, sku, ship_to, ship_on, units, lic) VALUES
    (1, 'H100 SXM5 80GB', 'CN', '2099-12-20', 5, 'REST'), (2, 'L4', 'DE', '2099-12-20', 5, 'REST')
        RETURNING id, st, disp;
SELECT row_key, license_fault FROM rescreen('resting');

CREATE FUNCTION public.try_all(change text) RETURNS TABLE (what text, said text)
LANGUAGE plpgsql AS $$
DECLARE
    each text;
BEGIN
    EXECUTE 'UPDATE export_control.license SET ' || change || ' WHERE id = ''REST''';
    RETURN QUERY SELECT 'rescreen: order ' || r.row_key, r.license_fault
        FROM export_control.rescreen('public.resting') AS r;
    FOREACH each IN ARRAY ARRAY['st = NULL', 'shipped = true', 'units = 4'] LOOP
        what := each;
        BEGIN
            EXECUTE 'UPDATE public.resting SET ' || each || ' WHERE id = 1';
            said := 'done';
            RAISE EXCEPTION SQLSTATE '00001';
        EXCEPTION WHEN SQLSTATE '00001' THEN
            NULL;
        WHEN OTHERS THEN
            said := SQLSTATE || ' ' || SQLERRM;
        END;
        RETURN NEXT;
    END LOOP;
    UPDATE export_control.license SET state = 'issued', valid = '[2026-01-01,2100-01-01)', cap = 100
        WHERE id = 'REST';
END
$$;
SELECT change, t.*
  FROM unnest('{revoked,suspended,expired,exhausted,draft}'::text[]) AS state
 CROSS JOIN LATERAL format('state = %L', state) AS change
 CROSS JOIN LATERAL public.try_all(change) AS t;
-- on the line, and one step beyond
SELECT * FROM public.try_all($$valid = '[2026-01-01,2099-12-21)'$$);
SELECT * FROM public.try_all($$valid = '[2026-01-01,2099-12-20)'$$);
SELECT * FROM public.try_all('cap = 5');
SELECT * FROM public.try_all('cap = 4');
-- Reinstated, it carries the order, which draws it once.
SELECT row_key, license_fault FROM rescreen('resting');
UPDATE resting SET st = NULL WHERE id = 1 RETURNING disp, license_balance('REST');
UPDATE resting SET shipped = true WHERE id = 1 RETURNING disp, license_balance('REST');
-- What has shipped rests on nothing any more.
UPDATE license SET state = 'revoked' WHERE id = 'REST';
SELECT row_key, license_fault FROM rescreen('resting');
DROP FUNCTION public.try_all(text);
DROP TABLE public.resting;

-- The log calls a table the same, whatever a session sets.
CREATE TABLE public.called (id integer PRIMARY KEY, item text DEFAULT 'L4', ship_to text DEFAULT 'DE');
CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON public.called FOR EACH ROW
    EXECUTE FUNCTION screen_order('product=item', 'destination=ship_to', 'action=record');
INSERT INTO public.called VALUES (1);
SET quote_all_identifiers = on;
INSERT INTO public.called VALUES (2);
RESET quote_all_identifiers;
SELECT relation, count(*) FROM screening WHERE relation ~ 'called' GROUP BY relation;
DROP TABLE public.called;
