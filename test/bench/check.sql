-- Do the peers give classify()'s answers?  One row for each peer and set of questions: how many were
-- asked, how many the peer covers, and how many of those it answers otherwise.
SET search_path = bench, export_control, public;
SET jit = off;
SELECT count(*) AS products FROM product \gset
CREATE TEMP TABLE checked (peer text, questions text, asked bigint, covered bigint, different bigint);

-- products and the first 200 synthetic chips, every destination, several dates
CREATE TEMP TABLE question AS
    SELECT i.id, i.chip, c.code, d.as_of, classify(i.chip, c.code, d.as_of, '2026-11-01') AS answer,
           license_required(i.chip, c.code, d.as_of, '2026-11-01') AS required
      FROM item AS i CROSS JOIN destination AS c CROSS JOIN unnest('{2024-06-01,2025-06-01,2026-11-01}'::date[]) AS d(as_of)
     WHERE i.id <= :products + 200;
CREATE INDEX ON question (id, code, as_of);
ANALYZE question;

INSERT INTO checked
SELECT 'C, boolean', 'every destination', count(*), count(*), count(*) FILTER (WHERE q.required IS DISTINCT FROM c_license_required(q.chip, q.code))
  FROM question AS q WHERE q.as_of = '2026-11-01';
INSERT INTO checked
SELECT 'C, composite', 'every destination', count(*), count(*) FILTER (WHERE (q.c).outcome IS NOT NULL),
       count(*) FILTER (WHERE (q.c).outcome IS NOT NULL AND q.c IS DISTINCT FROM q.answer)
  FROM (SELECT q.*, c_classify(q.chip, q.code) AS c FROM question AS q WHERE q.as_of = '2026-11-01' OFFSET 0) AS q;
INSERT INTO checked
SELECT 'C, boolean, CN', 'all rows', count(*), count(*), count(*) FILTER (WHERE license_required(i.chip, 'CN', '2026-11-01', '2026-11-01') IS DISTINCT FROM c_license_required(i.chip))
  FROM item AS i;
INSERT INTO checked
SELECT 'C, composite, CN', 'all rows', count(*), count(*) FILTER (WHERE (q.c).outcome IS NOT NULL),
       count(*) FILTER (WHERE (q.c).outcome IS NOT NULL AND q.c IS DISTINCT FROM q.answer)
  FROM (SELECT classify(i.chip, 'CN', '2026-11-01', '2026-11-01') AS answer, c_classify(i.chip) AS c FROM item AS i OFFSET 0) AS q;
INSERT INTO checked
SELECT 'classify(), today', 'all rows, CN', count(*), count(*),
       count(*) FILTER (WHERE classify(i.chip, 'CN') IS DISTINCT FROM classify(i.chip, 'CN', '2026-11-01', '2026-11-01')) FROM item AS i;

SELECT case_query('bench.item_columns') AS query \gset
INSERT INTO checked
SELECT 'SQL CASE', 'all rows, CN', count(*), count(q.outcome), count(*) FILTER (WHERE q.outcome IS NOT NULL AND i.a IS DISTINCT FROM
       (q.outcome, q.eccn, q.reasons, q.exception, q.review, q.rules, q.missing)::determination)
  FROM (:query) AS q JOIN (SELECT id, classify(chip, 'CN', '2026-11-01', '2026-11-01') AS a FROM item OFFSET 0) AS i USING (id);

CREATE TEMP TABLE question_columns AS
    SELECT row_number() OVER () AS id, q.code, q.as_of, q.answer, c.form, c.vendor, c.datacenter, c.tpp_lo, c.tpp_hi, c.pd_lo, c.pd_hi,
           c.tops_lo, c.ib_lo, c.mb_lo, c.mb_hi, c.mbd_lo, c.certain
      FROM question AS q JOIN item_columns AS c USING (id);
SELECT rules_query('question_columns', 'f.code', 'f.as_of') AS query \gset
INSERT INTO checked
SELECT 'SQL over rule tables', 'every destination, 3 dates', (SELECT count(*) FROM question), count(*), count(*) FILTER (WHERE q.answer IS DISTINCT FROM
       (r.outcome, r.eccn, r.reasons, r.exception, r.review, r.rules, r.missing)::determination)
  FROM (:query) AS r JOIN question_columns AS q USING (id);
INSERT INTO checked
SELECT 'PL/pgSQL over rule tables', 'products and 50 chips, 3 dates', (SELECT count(*) FROM question WHERE id <= :products + 50), count(*),
       count(*) FILTER (WHERE q.answer IS DISTINCT FROM plpgsql_classify(c, q.code, q.as_of))
  FROM question AS q JOIN few_columns AS c USING (id) WHERE q.id <= :products + 50;
INSERT INTO checked
SELECT 'PL/pgSQL, written in', '20000 certain rows, CN, outcome', count(*), count(*),
       count(*) FILTER (WHERE plpgsql_outcome(c) <> outcome(i.chip, 'CN', '2026-11-01', '2026-11-01'))
  FROM few AS i JOIN few_columns AS c USING (id);
TABLE checked;
