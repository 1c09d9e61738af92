-- One order has one key, however its columns are spelled: what has shipped under one spelling does not ship under another.
SET search_path = export_control, public;
SET client_min_messages = warning;
\set SHOW_CONTEXT never
\set VERBOSITY terse
\set screen 'BEFORE INSERT OR UPDATE OR DELETE ON same FOR EACH ROW EXECUTE FUNCTION screen_order(''product=item'', ''destination=ship_to'', ''closed=shipped'')'

-- ---- types -----------------------------------------------------------------------------------------------------------

CREATE COLLATION public.any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TYPE public.pair AS (a numeric, b integer);
-- What becomes of a second spelling of a key whose first one has shipped and is deleted.
CREATE FUNCTION public.second_spelling(type text, first text, second text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    message text;
    detail  text;
BEGIN
    EXECUTE format('CREATE TABLE public.same (id %s PRIMARY KEY, item text DEFAULT ''H20 SXM'', ship_to text DEFAULT ''DE'', shipped boolean)', type);
    CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON public.same
        FOR EACH ROW EXECUTE FUNCTION export_control.screen_order('product=item', 'destination=ship_to', 'closed=shipped');
    EXECUTE format('INSERT INTO public.same (id, shipped) VALUES (%s, true)', first);
    DELETE FROM public.same;
    EXECUTE format('INSERT INTO public.same (id, shipped) VALUES (%s, true)', second);
    RAISE 'ships again';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
    RETURN concat_ws(E'\n', SQLSTATE || ' ' || regexp_replace(message, '^order .* of', 'order of'), detail);
END
$$;
\pset format unaligned
SELECT t.type, second_spelling(t.type, t.first, t.second)
  FROM (VALUES (1, 'numeric', '1', '1.00'), (2, 'numeric', '-100.50', '-1.005e2'), (3, 'numeric(10,2)', '5', '5.00'), (4, 'numeric', '''NaN''', '''nan'''),
        (5, 'text COLLATE public.any_case', '''a''', '''A'''), (6, 'interval', '''1 day''', '''24:00'''), (7, 'jsonb', '''1''', '''1.0'''),
        (8, 'double precision', '''0''', '''-0'''), (9, 'real', '''0''', '''-0'''), (10, 'numeric[]', '''{1}''', '''{1.0}'''),
        (11, 'numrange', '''[1,2]''', '''[1.0,2.0]'''), (12, 'public.pair', '''(1,1)''', '''(1.0,1)'''),
        (13, 'character(5)', '''a''', '''a  '''), (14, 'bpchar', '''a''', '''a  '''),
        (15, 'date', '''2026-01-02''', '''20260102'''), (16, 'uuid', '''00000000-0000-0000-0000-00000000000a''', '''{0000000000000000000000000000000A}'''),
        (17, 'timestamptz', '''2026-01-01 00:00+00''', '''2026-01-01 01:00+01'''), (18, 'country', '''CN''', '''cn'''),
        (19, 'screening_action', '''passed''', '''passed'''), (20, 'inet', '''10.0.0.1''', '''10.0.0.1/32''')) AS t(n, type, first, second)
 ORDER BY t.n;
\pset format aligned
-- Zeros and blanks that mean nothing are not another name either; what the index holds for two orders is two.
CREATE TABLE public.same (id numeric PRIMARY KEY, item text DEFAULT 'H20 SXM', ship_to text DEFAULT 'DE', shipped boolean);
CREATE TRIGGER screen :screen;
INSERT INTO same (id, shipped) VALUES (5, true), (100, true);
UPDATE same SET id = 5.00 WHERE id = 5;
DELETE FROM same;
ALTER TABLE same ALTER id TYPE numeric(10,2);
INSERT INTO same (id) VALUES (5);
INSERT INTO same (id) VALUES (1);
ALTER TABLE same ALTER id TYPE double precision;
INSERT INTO same (id) VALUES (2);
DROP TABLE same;
CREATE TABLE public.same (id varchar PRIMARY KEY, item text DEFAULT 'H20 SXM', ship_to text DEFAULT 'DE', shipped boolean);
CREATE TRIGGER screen :screen;
INSERT INTO same (id, shipped) VALUES ('a', true), ('a ', true);
DROP TABLE same;
-- What tells rows apart counts as much as what they are told apart by.
CREATE TABLE public.same (id text NOT NULL, item text DEFAULT 'H20 SXM', ship_to text DEFAULT 'DE', shipped boolean);
CREATE UNIQUE INDEX ON same (id COLLATE any_case);
\set VERBOSITY default
CREATE TRIGGER screen BEFORE INSERT ON same FOR EACH ROW EXECUTE FUNCTION screen_order('product=item', 'destination=ship_to', 'order=id');
DROP TABLE same;
CREATE TABLE public.same (id interval PRIMARY KEY, item text, ship_to text, shipped boolean);
CREATE TRIGGER screen :screen;
\set VERBOSITY terse
DROP TABLE same;

-- ---- a key that the log's index cannot hold --------------------------------------------------------------------------

CREATE TABLE public.same (a text, b text, item text DEFAULT 'H20 SXM', ship_to text DEFAULT 'DE', shipped boolean, PRIMARY KEY (a, b));
CREATE TRIGGER screen :screen;
-- texts that do not compress
SELECT string_agg(md5(n::text), '' ORDER BY n) AS long FROM generate_series(1, 40) AS n \gset
INSERT INTO same (a, b, shipped) VALUES (left(:'long', 999), left(:'long', 1000), true);
\set VERBOSITY default
INSERT INTO same (a, b, shipped) VALUES (left(:'long', 1000), left(:'long', 1000), true);
INSERT INTO same (a, b, shipped) VALUES (:'long', :'long', true);
\set VERBOSITY terse
DROP TABLE same;

-- ---- a partition that takes the place of another ---------------------------------------------------------------------

CREATE TABLE public.same (id integer, part text, item text DEFAULT 'H20 SXM', ship_to text DEFAULT 'DE', shipped boolean, PRIMARY KEY (id, part)) PARTITION BY LIST (part);
CREATE TABLE public.same_a PARTITION OF same FOR VALUES IN ('a') PARTITION BY LIST (part);
CREATE TABLE public.same_a1 PARTITION OF same_a FOR VALUES IN ('a');
CREATE TRIGGER screen :screen;
INSERT INTO same (id, part, shipped) VALUES (1, 'a', true);
-- One that had orders of its own, and so has an id of its own.
CREATE TABLE public.same_a2 (LIKE same INCLUDING ALL);
CREATE TRIGGER screen BEFORE INSERT OR UPDATE OR DELETE ON same_a2 FOR EACH ROW EXECUTE FUNCTION screen_order('product=item', 'destination=ship_to', 'closed=shipped');
INSERT INTO same_a2 (id, part, shipped) VALUES (2, 'a', true);
DROP TRIGGER screen ON same_a2;
ALTER TABLE same_a DETACH PARTITION same_a1;
ALTER TABLE same_a ATTACH PARTITION same_a2 FOR VALUES IN ('a');
INSERT INTO same (id, part, shipped) VALUES (1, 'a', true);
DELETE FROM same;
INSERT INTO same (id, part, shipped) VALUES (2, 'a', true);
-- What ships there has shipped as an order of the whole, too: the next one knows it.
INSERT INTO same (id, part, shipped) VALUES (3, 'a', true);
UPDATE same SET item = 'H200 SXM' WHERE id = 3;
SELECT s.row_key, count(*) FROM shipped_order AS s JOIN order_table AS o ON o.id = s.order_table WHERE o.relation::text LIKE 'same%' GROUP BY 1 ORDER BY 1;
ALTER TABLE same_a DETACH PARTITION same_a2;
CREATE TABLE public.same_a3 PARTITION OF same_a FOR VALUES IN ('a');
INSERT INTO same (id, part, shipped) VALUES (3, 'a', true);
INSERT INTO same (id, part, shipped) VALUES (4, 'a', true);
DROP TABLE same, same_a1, same_a2;

-- ---- two triggers of one table ---------------------------------------------------------------------------------------

INSERT INTO license (id, cap, state) VALUES ('SAME', 10, 'issued');
CREATE TABLE public.same (id integer PRIMARY KEY, item text DEFAULT 'H20 SXM', ship_to text DEFAULT 'CN', ship_date date DEFAULT '2025-05-01',
    qty integer DEFAULT 2, license_no text DEFAULT 'SAME', shipped boolean, off boolean);
\set facts '''product=item'', ''destination=ship_to'', ''as_of=ship_date'', ''quantity=qty'', ''license=license_no'''
-- They mean the same by an order, its license, and its end.
CREATE TRIGGER b AFTER INSERT OR UPDATE OR DELETE ON same FOR EACH ROW EXECUTE FUNCTION screen_order(:facts, 'closed=shipped', 'cancelled=off');
CREATE TRIGGER a BEFORE INSERT OR UPDATE OR DELETE ON same FOR EACH ROW EXECUTE FUNCTION screen_order(:facts, 'cancelled=off');
\set VERBOSITY default
CREATE TRIGGER a BEFORE INSERT OR UPDATE OR DELETE ON same FOR EACH ROW EXECUTE FUNCTION screen_order(:facts, 'closed=shipped');
\set VERBOSITY terse
CREATE TRIGGER a BEFORE INSERT OR UPDATE OR DELETE ON same FOR EACH ROW EXECUTE FUNCTION screen_order('product=item', 'destination=ship_to', 'closed=shipped', 'cancelled=off');
-- Then they screen an order once, whichever fire BEFORE and AFTER.
CREATE TRIGGER a BEFORE INSERT OR UPDATE OR DELETE ON same FOR EACH ROW EXECUTE FUNCTION screen_order(:facts, 'closed=shipped', 'cancelled=off');
CREATE TRIGGER c BEFORE INSERT OR UPDATE OR DELETE ON same FOR EACH ROW EXECUTE FUNCTION screen_order(:facts, 'closed=shipped', 'cancelled=off');
INSERT INTO same (id, shipped) VALUES (1, true), (2, false);
UPDATE same SET shipped = true WHERE id = 2;
SELECT license_used('SAME');
DELETE FROM same;
SELECT license_used('SAME');
INSERT INTO same (id, shipped) VALUES (1, true);
INSERT INTO same (id) VALUES (2);
DROP TABLE same;
DROP FUNCTION second_spelling;
DROP TYPE pair;
DROP COLLATION any_case;
