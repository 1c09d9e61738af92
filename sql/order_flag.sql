-- Columns that say that an order is given up, or that it has shipped.
SET search_path = export_control, public;
\set SHOW_CONTEXT never
SET client_min_messages = warning;

CREATE TYPE public.order_status AS ENUM ('OPEN', 'VOID', 'SHIPPED');
CREATE DOMAIN public.order_state AS text CHECK (VALUE IN ('open', 'void', 'done'));
CREATE TABLE public.flagged (
    id int PRIMARY KEY, sku text, ship_to text,
    letter char(1) DEFAULT 'N', status order_status DEFAULT 'OPEN',
    state order_state DEFAULT 'open', code int DEFAULT 0,
    gone boolean, on_day date, at_time timestamptz, local_time timestamp, share float8, facts jsonb,
    "a:b" text DEFAULT '', disp text);
CREATE FUNCTION public.try(VARIADIC arguments text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DROP TRIGGER IF EXISTS zz ON public.flagged;
    EXECUTE format('CREATE TRIGGER zz BEFORE INSERT OR UPDATE OR DELETE ON public.flagged '
                   'FOR EACH ROW EXECUTE FUNCTION export_control.screen_order(%s)',
                   (SELECT string_agg(quote_literal(a), ', ')
                      FROM unnest(ARRAY['product=sku', 'destination=ship_to', 'disposition=disp']
                                  || arguments) AS a));
END
$$;

-- ---- what is refused at CREATE TRIGGER ----------------------------------------------------------

-- 'N' gave every order up, unscreened.
SELECT public.try('cancelled=letter');
SELECT public.try('closed=status');
SELECT public.try('cancelled=share');
SELECT public.try('cancelled=facts:{}');
SELECT public.try('cancelled=gone:true');
SELECT public.try('closed=on_day:2026-01-01');
SELECT public.try('cancelled=letter:');
SELECT public.try('cancelled=letter:Y,,X');
SELECT public.try('cancelled=letter:Y,X,Y');
SELECT public.try('cancelled=letter:"Y');
SELECT public.try('cancelled=letter:"Y"X');
SELECT public.try('cancelled=status:VOOD');
SELECT public.try('cancelled=state:undone');
SELECT public.try('cancelled=code:1,x');
SELECT public.try('cancelled=code:1,01');
SELECT public.try('cancelled=letter:YES');
SELECT public.try('cancelled=lettre:Y');
SELECT public.try('cancelled=status:VOID,SHIPPED', 'closed=status:SHIPPED');
SELECT public.try('cancelled=gone', 'closed=gone');

-- ---- what it means ------------------------------------------------------------------------------

-- An H100 to Iran is screened unless the order is given up.
CREATE FUNCTION public.order_one(VARIADIC columns text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    said text;
BEGIN
    EXECUTE format('INSERT INTO public.flagged (id, sku, ship_to, %s) '
                   'VALUES (1, ''H100 SXM5 80GB'', ''IR'', %s) RETURNING disp',
                   columns[1], columns[2]) INTO said;
    DELETE FROM public.flagged;
    RETURN said;
EXCEPTION WHEN SQLSTATE 'XC001' THEN
    RETURN 'refused';
END
$$;
SELECT public.try('cancelled=letter:Y,X');
SELECT v, public.order_one('letter', quote_nullable(v))
  FROM unnest('{N,Y,X,y,"",NULL}'::text[]) AS v;
SELECT public.try('cancelled=status:VOID', 'closed=status:SHIPPED');
SELECT v, public.order_one('status', quote_nullable(v))
  FROM unnest('{OPEN,VOID,NULL}'::text[]) AS v;
SELECT public.try('cancelled=state:void');
SELECT v, public.order_one('state', quote_nullable(v)) FROM unnest('{open,void,done}'::text[]) AS v;
SELECT public.try('cancelled=code:9,"10"');
SELECT v, public.order_one('code', quote_nullable(v)) FROM unnest('{0,9,10,99}'::text[]) AS v;
SELECT public.try('cancelled=gone');
SELECT v, public.order_one('gone', quote_nullable(v)) FROM unnest('{false,true,NULL}'::text[]) AS v;
-- A day that is still to come gives nothing up.
SELECT public.try('cancelled=on_day');
SELECT v, public.order_one('on_day', quote_nullable(v))
  FROM unnest('{2020-01-01,9999-01-01,-infinity,infinity,NULL}'::text[]) AS v;
SELECT public.try('cancelled=at_time');
SELECT v, public.order_one('at_time', quote_nullable(v))
  FROM unnest('{2020-01-01,9999-01-01,-infinity,infinity,NULL}'::text[]) AS v;
SELECT public.try('cancelled=local_time');
SELECT v, public.order_one('local_time', quote_nullable(v))
  FROM unnest('{2020-01-01,9999-01-01,-infinity,infinity,NULL}'::text[]) AS v;
-- A column whose name has a colon, and values that have commas, quotes and blanks.
SELECT public.try('cancelled=a:b:"void, sir","say ""no""", off ');
SELECT v, public.order_one('"a:b"', quote_nullable(v))
  FROM unnest(ARRAY['void, sir', 'say "no"', 'off', ' off', 'void', 'b', NULL]) AS v;

-- Closing by a value: what is shipped is closed.
SELECT public.try('closed=status:SHIPPED');
INSERT INTO flagged (id, sku, ship_to) VALUES (2, 'L4', 'DE') RETURNING disp;
UPDATE flagged SET status = 'SHIPPED' WHERE id = 2 RETURNING disp;
UPDATE flagged SET status = 'OPEN' WHERE id = 2;
SELECT row_key, action FROM screening WHERE relation = 'public.flagged' AND row_key = '2'
  ORDER BY id;

DROP TABLE public.flagged;
DROP FUNCTION public.try(text[]), public.order_one(text[]);
DROP TYPE public.order_status;
DROP DOMAIN public.order_state;
