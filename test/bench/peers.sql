-- The peers that script/bench measures classify() against.  All answer the same question from the same
-- facts; what each of them covers is said beside it.
CREATE SCHEMA bench;
SET search_path = bench, export_control, public;

-- (a) Hard-coded C: see peer.c.  Any destination, one legal date.
CREATE FUNCTION c_license_required(chip) RETURNS boolean
    AS '$libdir/export_control_peer', 'c_license_required_cn' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION c_license_required(chip, country) RETURNS boolean
    AS '$libdir/export_control_peer' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION c_classify(chip) RETURNS determination
    AS '$libdir/export_control_peer', 'c_classify_cn' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION c_classify(chip, country) RETURNS determination
    AS '$libdir/export_control_peer' LANGUAGE C STABLE STRICT PARALLEL SAFE;

-- Makes a query compute its arguments, and does nothing with them.
CREATE FUNCTION take("any") RETURNS boolean
    AS '$libdir/export_control_peer', 'bench_take' LANGUAGE C STABLE PARALLEL SAFE;
CREATE FUNCTION take("any", "any", "any", "any", "any", "any", "any") RETURNS boolean
    AS '$libdir/export_control_peer', 'bench_take' LANGUAGE C STABLE PARALLEL SAFE;

-- The facts of a chip as columns: what one would have without the type.  Numbers are intervals;
-- certain: everything that the rules test is known, and known as a point.
CREATE FUNCTION lo(numrange) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT lower($1)::float8';
CREATE FUNCTION hi(numrange) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT coalesce(upper($1)::float8, ''infinity'')';
CREATE FUNCTION facts(chip, OUT form text, OUT vendor text, OUT datacenter boolean,
                      OUT tpp_lo float8, OUT tpp_hi float8, OUT pd_lo float8, OUT pd_hi float8,
                      OUT tops_lo float8, OUT tops_hi float8, OUT ib_lo float8, OUT ib_hi float8,
                      OUT mb_lo float8, OUT mb_hi float8, OUT mbd_lo float8, OUT mbd_hi float8, OUT certain boolean)
    LANGUAGE sql IMMUTABLE AS $$
    SELECT f.*, f.vendor IS NOT NULL AND CASE WHEN f.form = 'hbm' THEN f.mbd_lo = f.mbd_hi
           ELSE f.datacenter IS NOT NULL AND f.tpp_lo = f.tpp_hi AND f.pd_lo = f.pd_hi AND f.tops_lo = f.tops_hi
                AND f.ib_lo = f.ib_hi AND f.mb_lo = f.mb_hi END
      FROM (SELECT coalesce(($1::jsonb) ->> 'form', 'ic') AS form, ($1::jsonb) ->> 'vendor' AS vendor,
                   (($1::jsonb) ->> 'datacenter')::boolean AS datacenter,
                   lo(tpp_range($1)) AS tpp_lo, hi(tpp_range($1)) AS tpp_hi,
                   lo(performance_density_range($1)) AS pd_lo, hi(performance_density_range($1)) AS pd_hi,
                   lo(tops_range($1)) AS tops_lo, hi(tops_range($1)) AS tops_hi,
                   lo(interconnect_bandwidth_range($1)) AS ib_lo, hi(interconnect_bandwidth_range($1)) AS ib_hi,
                   lo(memory_bandwidth_range($1)) AS mb_lo, hi(memory_bandwidth_range($1)) AS mb_hi,
                   lo(memory_bandwidth_density_range($1)) AS mbd_lo, hi(memory_bandwidth_density_range($1)) AS mbd_hi) AS f
$$;

\ir items.sql
CREATE TABLE item_columns AS SELECT i.id, f.* FROM item AS i, facts(i.chip) AS f;
-- For peers that would take minutes: the first rows that are certain.
CREATE TABLE few_columns (LIKE item_columns);
INSERT INTO few_columns SELECT * FROM item_columns WHERE certain ORDER BY id LIMIT 20000;
CREATE TABLE few AS SELECT i.* FROM item AS i JOIN few_columns AS f USING (id) ORDER BY id;
CREATE INDEX ON item_columns (id);

-- (b) CASE, by hand: destination CN, 2026-11-01.  Where a test that it comes to is not certain, the ECCN
-- or the letter is NULL, and then so is everything.
CREATE FUNCTION case_query(source text) RETURNS text LANGUAGE sql AS $$ SELECT format($q$
    SELECT c.id,
      CASE WHEN c.part IS NULL OR c.letter IS NULL THEN NULL
           WHEN c.part <= 2 AND c.cbc IS NULL AND (c.letter OR c.datacenter AND c.part = 1) THEN NULL
           WHEN c.letter THEN 'license_required'::outcome
           WHEN c.part = 1 THEN CASE WHEN c.datacenter THEN 'license_required'::outcome WHEN NOT c.datacenter THEN 'license_exception'::outcome END
           WHEN c.part = 2 THEN 'license_exception'::outcome
           WHEN c.part = 3 THEN 'license_required'::outcome
           ELSE 'no_license_required'::outcome END AS outcome,
      CASE c.part WHEN 1 THEN CASE WHEN c.ic THEN '3A090.a'::eccn ELSE '4A090.a'::eccn END
                  WHEN 2 THEN CASE WHEN c.ic THEN '3A090.b'::eccn ELSE '4A090.b'::eccn END
                  WHEN 3 THEN '3A090.c'::eccn
                  WHEN 4 THEN CASE WHEN c.ic THEN '3A991.p'::eccn ELSE '4A994.l'::eccn END
                  ELSE 'EAR99'::eccn END AS eccn,
      CASE WHEN c.part <= 3 THEN CASE WHEN c.letter THEN '{RS,IS-INFORMED}'::text[] ELSE '{RS}'::text[] END
           WHEN c.letter THEN '{IS-INFORMED}'::text[] ELSE '{}'::text[] END AS reasons,
      CASE WHEN NOT c.letter AND (c.part = 2 OR c.part = 1 AND NOT c.datacenter) THEN 'NAC' END AS exception,
      CASE WHEN c.part = 3 THEN 'presumption_of_denial'::review_policy
           WHEN c.part <= 2 THEN
               CASE WHEN NOT c.letter AND (c.part = 2 OR NOT c.datacenter) THEN NULL
                    WHEN c.cbc THEN 'case_by_case'::review_policy
                    ELSE 'presumption_of_denial'::review_policy END
           WHEN c.letter THEN 'presumption_of_approval'::review_policy END AS review,
      CASE c.part
           WHEN 1 THEN
               CASE WHEN c.letter THEN
                        CASE WHEN c.cbc THEN
                                 CASE WHEN c.ic THEN CASE WHEN c.amd THEN '{3A090.a/2023,RS.a/2023,LETTER.amd/2025,REVIEW.cbc/2026}'::text[] ELSE '{3A090.a/2023,RS.a/2023,LETTER.nvidia/2025,REVIEW.cbc/2026}'::text[] END
                                      ELSE CASE WHEN c.amd THEN '{4A090.a/2023,RS.a/2023,LETTER.amd/2025,REVIEW.cbc/2026}'::text[] ELSE '{4A090.a/2023,RS.a/2023,LETTER.nvidia/2025,REVIEW.cbc/2026}'::text[] END END
                             ELSE CASE WHEN c.ic THEN CASE WHEN c.amd THEN '{3A090.a/2023,RS.a/2023,LETTER.amd/2025,REVIEW.d5/2023}'::text[] ELSE '{3A090.a/2023,RS.a/2023,LETTER.nvidia/2025,REVIEW.d5/2023}'::text[] END
                                      ELSE CASE WHEN c.amd THEN '{4A090.a/2023,RS.a/2023,LETTER.amd/2025,REVIEW.d5/2023}'::text[] ELSE '{4A090.a/2023,RS.a/2023,LETTER.nvidia/2025,REVIEW.d5/2023}'::text[] END END END
                    WHEN NOT c.datacenter THEN CASE WHEN c.ic THEN '{3A090.a/2023,RS.a/2023,NAC/2024}'::text[] ELSE '{4A090.a/2023,RS.a/2023,NAC/2024}'::text[] END
                    WHEN c.cbc THEN CASE WHEN c.ic THEN '{3A090.a/2023,RS.a/2023,REVIEW.cbc/2026}'::text[] ELSE '{4A090.a/2023,RS.a/2023,REVIEW.cbc/2026}'::text[] END
                    ELSE CASE WHEN c.ic THEN '{3A090.a/2023,RS.a/2023,REVIEW.d5/2023}'::text[] ELSE '{4A090.a/2023,RS.a/2023,REVIEW.d5/2023}'::text[] END END
           WHEN 2 THEN
               CASE WHEN c.letter THEN
                        CASE WHEN c.cbc THEN
                                 CASE WHEN c.ic THEN CASE WHEN c.amd THEN '{3A090.b/2023,RS.b/2026,LETTER.amd/2025,REVIEW.cbc/2026}'::text[] ELSE '{3A090.b/2023,RS.b/2026,LETTER.nvidia/2025,REVIEW.cbc/2026}'::text[] END
                                      ELSE CASE WHEN c.amd THEN '{4A090.b/2024,RS.b/2026,LETTER.amd/2025,REVIEW.cbc/2026}'::text[] ELSE '{4A090.b/2024,RS.b/2026,LETTER.nvidia/2025,REVIEW.cbc/2026}'::text[] END END
                             ELSE CASE WHEN c.ic THEN CASE WHEN c.amd THEN '{3A090.b/2023,RS.b/2026,LETTER.amd/2025,REVIEW.d5/2023}'::text[] ELSE '{3A090.b/2023,RS.b/2026,LETTER.nvidia/2025,REVIEW.d5/2023}'::text[] END
                                      ELSE CASE WHEN c.amd THEN '{4A090.b/2024,RS.b/2026,LETTER.amd/2025,REVIEW.d5/2023}'::text[] ELSE '{4A090.b/2024,RS.b/2026,LETTER.nvidia/2025,REVIEW.d5/2023}'::text[] END END END
                    ELSE CASE WHEN c.ic THEN '{3A090.b/2023,RS.b/2026,NAC/2024}'::text[] ELSE '{4A090.b/2024,RS.b/2026,NAC/2024}'::text[] END END
           WHEN 3 THEN '{3A090.c/2024,RS.c/2024,REVIEW.hbm.denial/2024}'::text[]
           WHEN 4 THEN
               CASE WHEN c.letter THEN
                        CASE WHEN c.ic THEN CASE WHEN c.amd THEN '{3A991.p,LETTER.amd/2025,REVIEW.assurance.amd/2025}'::text[] ELSE '{3A991.p,LETTER.nvidia/2025,REVIEW.assurance.nvidia/2025}'::text[] END
                             ELSE CASE WHEN c.amd THEN '{4A994.l,LETTER.amd/2025,REVIEW.assurance.amd/2025}'::text[] ELSE '{4A994.l,LETTER.nvidia/2025,REVIEW.assurance.nvidia/2025}'::text[] END END
                    ELSE CASE WHEN c.ic THEN '{3A991.p}'::text[] ELSE '{4A994.l}'::text[] END END
           ELSE CASE WHEN c.letter THEN CASE WHEN c.amd THEN '{EAR99,LETTER.amd/2025,REVIEW.assurance.amd/2025}'::text[] ELSE '{EAR99,LETTER.nvidia/2025,REVIEW.assurance.nvidia/2025}'::text[] END
                     ELSE '{EAR99}'::text[] END
      END AS rules,
      '{}'::text[] AS missing
    FROM (
      SELECT f.id, f.datacenter,
        CASE WHEN f.form = 'hbm' THEN CASE WHEN f.mbd_lo > 2 THEN 3 WHEN f.mbd_hi <= 2 THEN 5 END
             WHEN f.tpp_lo >= 4800 THEN 1
             WHEN f.tpp_hi < 4800 AND (NOT f.datacenter OR f.tpp_hi < 1600) THEN
                 CASE WHEN f.tops_lo >= 8 OR f.ib_lo >= 150 THEN 4 WHEN f.tops_hi < 8 AND f.ib_hi < 150 THEN 5 END
             WHEN f.tpp_hi < 4800 AND f.datacenter AND f.tpp_lo >= 1600 THEN
                 CASE WHEN f.pd_lo >= 5.92 THEN 1
                      WHEN f.pd_hi >= 5.92 THEN NULL
                      WHEN f.pd_lo >= 3.2 OR f.tpp_lo >= 2400 AND f.pd_lo >= 1.6 THEN 2
                      WHEN f.pd_hi < 1.6 OR f.pd_hi < 3.2 AND f.tpp_hi < 2400 THEN
                          CASE WHEN f.tops_lo >= 8 OR f.ib_lo >= 150 THEN 4 WHEN f.tops_hi < 8 AND f.ib_hi < 150 THEN 5 END
                 END
        END AS part,
        CASE WHEN f.form = 'hbm' OR f.vendor NOT IN ('NVIDIA', 'AMD') THEN false
             WHEN f.vendor IS NULL THEN NULL
             WHEN f.mb_lo >= 1400 OR f.ib_lo >= 1100 OR f.mb_lo + f.ib_lo >= 1700 THEN true
             WHEN f.mb_hi < 1400 AND f.ib_hi < 1100 AND f.mb_hi + f.ib_hi < 1700 THEN false
        END AS letter,
        f.form = 'ic' AS ic, f.vendor = 'AMD' AS amd,
        CASE WHEN f.tpp_hi < 21000 AND f.mb_hi < 6500 THEN true WHEN f.tpp_lo >= 21000 OR f.mb_lo >= 6500 THEN false END AS cbc
      FROM %s AS f
      OFFSET 0) AS c
$q$, source) $$;

-- (c) The rules as rows of a table, in plain SQL.  A row is one way in which one rule may hold; a column
-- that is NULL is not tested.  Any destination; legal dates from 2023-11-17, as known on 2026-11-01;
-- headquarters in the destination, no end use stated; chips that are certain.
CREATE TABLE threshold (
    kind rule_kind, rank int, id text, in_force daterange,
    form text[], part text[], vendor text, datacenter boolean,
    tpp_min float8, tpp_below float8, pd_min float8, pd_below float8, tops_min float8, ib_min float8,
    mb_min float8, mb_below float8, mb_ib_min float8, mbd_above float8, mbd_below float8,
    within text[], without text[], but text[],
    eccn eccn, reason text, exception text, overcomes text[], review review_policy
);
INSERT INTO threshold (kind, rank, id, in_force, form, datacenter, tpp_min, tpp_below, pd_min, pd_below, tops_min, ib_min, mbd_above, part, eccn) VALUES
    ('classification', 10, '3A090.a/2023', '[2023-11-17,)', '{ic}', NULL, 4800, NULL, NULL, NULL, NULL, NULL, NULL, '{a}', '3A090.a'),
    ('classification', 10, '3A090.a/2023', '[2023-11-17,)', '{ic}', true, 1600, NULL, 5.92, NULL, NULL, NULL, NULL, '{a}', '3A090.a'),
    ('classification', 20, '4A090.a/2023', '[2023-11-17,)', '{computer}', NULL, 4800, NULL, NULL, NULL, NULL, NULL, NULL, '{a}', '4A090.a'),
    ('classification', 20, '4A090.a/2023', '[2023-11-17,)', '{computer}', true, 1600, NULL, 5.92, NULL, NULL, NULL, NULL, '{a}', '4A090.a'),
    ('classification', 30, '3A090.b/2023', '[2023-11-17,)', '{ic}', true, 2400, 4800, 1.6, 5.92, NULL, NULL, NULL, '{b}', '3A090.b'),
    ('classification', 30, '3A090.b/2023', '[2023-11-17,)', '{ic}', true, 1600, NULL, 3.2, 5.92, NULL, NULL, NULL, '{b}', '3A090.b'),
    ('classification', 40, '4A090.b/2024', '[2024-04-04,)', '{computer}', true, 2400, 4800, 1.6, 5.92, NULL, NULL, NULL, '{b}', '4A090.b'),
    ('classification', 40, '4A090.b/2024', '[2024-04-04,)', '{computer}', true, 1600, NULL, 3.2, 5.92, NULL, NULL, NULL, '{b}', '4A090.b'),
    ('classification', 50, '3A090.c/2024', '[2024-12-02,)', '{hbm}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2, '{c}', '3A090.c'),
    ('classification', 60, '3A991.p', '[2022-10-21,)', '{ic}', NULL, NULL, NULL, NULL, NULL, 8, NULL, NULL, '{p}', '3A991.p'),
    ('classification', 60, '3A991.p', '[2022-10-21,)', '{ic}', NULL, NULL, NULL, NULL, NULL, NULL, 150, NULL, '{p}', '3A991.p'),
    ('classification', 70, '4A994.l', '[2022-10-21,)', '{computer}', NULL, NULL, NULL, NULL, NULL, 8, NULL, NULL, '{p}', '4A994.l'),
    ('classification', 70, '4A994.l', '[2022-10-21,)', '{computer}', NULL, NULL, NULL, NULL, NULL, NULL, 150, NULL, '{p}', '4A994.l'),
    ('classification', 1000, 'EAR99', '[2022-10-07,)', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{e}', 'EAR99');
INSERT INTO threshold (kind, rank, id, in_force, part, within, without, reason)
SELECT 'requirement', v.rank, v.id, r.in_force, v.part, v.within, v.without, v.reason
  FROM (VALUES
    (20, 'RS.a/2023', '{a}'::text[], '{D:1,D:4,D:5,MO}'::text[], '{A:5,A:6}'::text[], 'RS'),
    (21, 'RS.a.uae/2026', '{a}', '{AE}', NULL, 'RS'),
    (30, 'RS.b/2023', '{b}', '{D:1,D:4,D:5,MO}', '{A:5,A:6}', 'RS'),
    (30, 'RS.b/2026', '{b}', '{D:1,D:4,D:5,MO}', '{A:5,A:6}', 'RS'),
    (30, 'RS.b/2026', '{b}', '{AE}', NULL, 'RS'),
    (40, 'RS.c/2024', '{c}', '{D:5,MO}', NULL, 'RS'),
    (90, 'AT', '{a,b,c,p}', '{E:1}', NULL, 'AT'),
    (91, 'EMBARGO', NULL, '{E:1,E:2}', NULL, 'EMBARGO'),
    (92, 'RUSSIA.ccl', '{a,b,c,p}', '{RU,BY}', NULL, 'RUSSIA'),
    (93, 'RUSSIA.ear99', '{e}', '{RU,BY}', NULL, 'RUSSIA')) AS v(rank, id, part, within, without, reason)
  JOIN rulebook_rules(current_rulebook(), 'enforced') AS r USING (id)
 WHERE r.known @> date '2026-11-01';
INSERT INTO threshold (kind, rank, id, in_force, form, vendor, mb_min, ib_min, mb_ib_min, within, without, reason)
SELECT 'requirement', v.rank, v.id, r.in_force, '{ic,computer}', v.vendor, w.mb, w.ib, w.sum, '{D:5,MO}', '{US}', 'IS-INFORMED'
  FROM (VALUES (81, 'LETTER.nvidia/2025', 'NVIDIA'), (82, 'LETTER.amd/2025', 'AMD')) AS v(rank, id, vendor)
  JOIN rulebook_rules(current_rulebook(), 'enforced') AS r USING (id),
       (VALUES (1400, NULL, NULL), (NULL, 1100, NULL), (NULL, NULL, 1700)) AS w(mb, ib, sum)
 WHERE r.known @> date '2026-11-01';
INSERT INTO threshold (kind, rank, id, in_force, part, datacenter, tpp_min, within, without, exception, overcomes)
SELECT 'exception', v.rank, v.id, r.in_force, w.part, w.datacenter, w.tpp, v.within, v.without, v.exception, v.overcomes
  FROM (VALUES (11, 'NAC/2024', 'NAC', '{D:5,MO}'::text[], NULL::text[], '{RS,744.23(a)(3)}'::text[]),
               (20, 'ACA/2024', 'ACA', '{D:1,D:4}', '{D:5,MO}', '{RS}'),
               (21, 'ACA/2025', 'ACA', NULL, '{D:5,MO}', '{RS}')) AS v(rank, id, exception, within, without, overcomes)
  JOIN rulebook_rules(current_rulebook(), 'enforced') AS r USING (id),
       (VALUES ('{a}'::text[], false, 4800), ('{b}', true, NULL)) AS w(part, datacenter, tpp)
 WHERE r.known @> date '2026-11-01';
INSERT INTO threshold (kind, rank, id, in_force, part, datacenter, tpp_below, mb_below, vendor, within, without, review)
SELECT 'review', v.rank, v.id, r.in_force, v.part, v.datacenter, v.tpp, v.mb, v.vendor, v.within, v.without, v.review::review_policy
  FROM (VALUES
    (10, 'REVIEW.embargo', NULL::text[], NULL::boolean, NULL::float8, NULL::float8, NULL::text, '{CU,IR,KP}'::text[], NULL::text[], 'policy_of_denial'),
    (11, 'REVIEW.syria', NULL, NULL, NULL, NULL, NULL, '{SY}', NULL, 'policy_of_denial'),
    (12, 'REVIEW.russia', NULL, NULL, NULL, NULL, NULL, '{RU,BY}', NULL, 'policy_of_denial'),
    (20, 'REVIEW.cbc/2026', '{a,b}', NULL, 21000, 6500, NULL, '{CN,MO}', NULL, 'case_by_case'),
    (50, 'REVIEW.d5/2023', '{a,b}', NULL, NULL, NULL, NULL, '{D:5,MO}', NULL, 'presumption_of_denial'),
    (60, 'REVIEW.approval/2023', '{a,b}', NULL, NULL, NULL, NULL, '{D:1,D:4}', '{A:5,A:6,D:5,MO}', 'presumption_of_approval'),
    (61, 'REVIEW.approval.b/2025', '{b}', NULL, NULL, NULL, NULL, NULL, '{D:5,MO}', 'presumption_of_approval'),
    (71, 'REVIEW.hbm.denial/2024', '{c}', NULL, NULL, NULL, NULL, NULL, NULL, 'presumption_of_denial'),
    (90, 'REVIEW.assurance.nvidia/2025', '{c,p,e}', NULL, NULL, NULL, 'NVIDIA', '{CN,MO}', NULL, 'presumption_of_approval'),
    (91, 'REVIEW.assurance.amd/2025', '{c,p,e}', NULL, NULL, NULL, 'AMD', '{CN,MO}', NULL, 'presumption_of_approval'),
    (100, 'REVIEW.syria/2025', NULL, NULL, NULL, NULL, NULL, '{SY}', NULL, 'case_by_case'))
    AS v(rank, id, part, datacenter, tpp, mb, vendor, within, without, review)
  JOIN rulebook_rules(current_rulebook(), 'enforced') AS r USING (id)
 WHERE r.known @> date '2026-11-01';
-- 3A090.c is 3A090, which the assurances leave out
UPDATE threshold SET part = '{p,e}' WHERE id LIKE 'REVIEW.assurance.%';
CREATE INDEX ON threshold (kind, rank);

-- What a place is: every group and country that it counts as, and when.
CREATE TABLE standing AS
    SELECT c.code AS country, m.country_group AS name, m.in_force
      FROM destination AS c JOIN rulebook_members(current_rulebook()) AS m ON m.country IN (c.code, c.governed_by)
     WHERE m.known @> date '2026-11-01'
    UNION ALL
    SELECT c.code, p::text, '(,)' FROM destination AS c, LATERAL (VALUES (c.code), (c.governed_by)) AS v(p) WHERE p IS NOT NULL;
CREATE INDEX ON standing (country);
CREATE FUNCTION places(country, date) RETURNS text[] LANGUAGE sql STABLE AS
    'SELECT array_agg(name) FROM bench.standing WHERE country = $1 AND in_force @> $2';

CREATE FUNCTION rules_query(source text, destination text, as_of text) RETURNS text LANGUAGE sql AS $$ SELECT format($q$
    SELECT f.id,
           CASE WHEN u.unmet THEN 'license_required'::outcome WHEN q.reasons IS NOT NULL THEN 'license_exception'::outcome
                ELSE 'no_license_required'::outcome END AS outcome,
           k.eccn, coalesce(q.reasons, '{}') AS reasons, CASE WHEN NOT u.unmet THEN x.exception END AS exception,
           v.review,
           array_remove(k.id || coalesce(q.rules, '{}') || CASE WHEN NOT u.unmet THEN x.id END || v.id, NULL) AS rules,
           '{}'::text[] AS missing
      FROM %1$s AS f
     CROSS JOIN LATERAL (SELECT bench.places(%2$s, %3$s) AS places OFFSET 0) AS p
     CROSS JOIN LATERAL (
        SELECT t.eccn, t.id, t.part FROM bench.threshold AS t
         WHERE t.kind = 'classification' AND t.in_force @> %3$s AND f.form = ANY (coalesce(t.form, ARRAY[f.form]))
           AND (t.datacenter IS NULL OR t.datacenter = f.datacenter)
           AND (t.tpp_min IS NULL OR f.tpp_lo >= t.tpp_min) AND (t.tpp_below IS NULL OR f.tpp_hi < t.tpp_below)
           AND (t.pd_min IS NULL OR f.pd_lo >= t.pd_min) AND (t.pd_below IS NULL OR f.pd_hi < t.pd_below)
           AND (t.tops_min IS NULL OR f.tops_lo >= t.tops_min) AND (t.ib_min IS NULL OR f.ib_lo >= t.ib_min)
           AND (t.mbd_above IS NULL OR f.mbd_lo > t.mbd_above)
         ORDER BY t.rank LIMIT 1) AS k
     CROSS JOIN LATERAL (
        SELECT array_agg(r.id ORDER BY r.rank) AS rules,
               (SELECT array_agg(s.reason ORDER BY s.first) FROM (SELECT g.reason, min(g.rank) AS first FROM unnest(array_agg(r.reason), array_agg(r.rank)) AS g(reason, rank) GROUP BY g.reason) AS s) AS reasons
          FROM (SELECT DISTINCT t.rank, t.id, t.reason FROM bench.threshold AS t
                 WHERE t.kind = 'requirement' AND t.in_force @> %3$s
                   AND (t.form IS NULL OR f.form = ANY (t.form)) AND (t.part IS NULL OR t.part && k.part) AND (t.vendor IS NULL OR t.vendor = f.vendor)
                   AND (t.mb_min IS NULL OR f.mb_lo >= t.mb_min) AND (t.ib_min IS NULL OR f.ib_lo >= t.ib_min) AND (t.mb_ib_min IS NULL OR f.mb_lo + f.ib_lo >= t.mb_ib_min)
                   AND (t.within IS NULL OR t.within && p.places) AND (t.without IS NULL OR NOT t.without && p.places)) AS r) AS q
      LEFT JOIN LATERAL (
        SELECT t.id, t.exception, t.overcomes FROM bench.threshold AS t
         WHERE q.reasons IS NOT NULL AND t.kind = 'exception' AND t.in_force @> %3$s AND t.part && k.part AND t.datacenter = f.datacenter
           AND (t.tpp_min IS NULL OR f.tpp_lo >= t.tpp_min)
           AND (t.within IS NULL OR t.within && p.places) AND (t.without IS NULL OR NOT t.without && p.places)
         ORDER BY t.rank LIMIT 1) AS x ON true
     CROSS JOIN LATERAL (SELECT q.reasons IS NOT NULL AND NOT q.reasons <@ coalesce(x.overcomes, '{}') AS unmet OFFSET 0) AS u
      LEFT JOIN LATERAL (
        SELECT t.id, t.review FROM bench.threshold AS t
         WHERE u.unmet AND t.kind = 'review' AND t.in_force @> %3$s AND (t.part IS NULL OR t.part && k.part)
           AND (t.vendor IS NULL OR t.vendor = f.vendor)
           AND (t.tpp_below IS NULL OR f.tpp_hi < t.tpp_below) AND (t.mb_below IS NULL OR f.mb_hi < t.mb_below)
           AND (t.within IS NULL OR t.within && p.places) AND (t.without IS NULL OR NOT t.without && p.places)
         ORDER BY t.rank LIMIT 1) AS v ON true
     WHERE f.certain
$q$, source, destination, as_of) $$;

-- (d) PL/pgSQL that walks the same rows, rule after rule.  Covers what (c) covers.
CREATE FUNCTION plpgsql_classify(f few_columns, destination country, as_of date) RETURNS determination
    LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    t bench.threshold;
    places text[] := bench.places(destination, as_of);
    part text[];
    answer determination;
    overcome text[] := '{}';
    excepting text[] := '{}';
    symbol text;
BEGIN
    answer.reasons := '{}';
    answer.rules := '{}';
    answer.missing := '{}';
    FOR t IN SELECT * FROM bench.threshold AS r WHERE r.in_force @> as_of ORDER BY r.kind, r.rank LOOP
        CONTINUE WHEN t.kind = 'classification' AND answer.eccn IS NOT NULL
            OR t.kind = 'exception' AND (answer.reasons = '{}' OR symbol IS NOT NULL)
            OR t.kind = 'review' AND (answer.reasons <@ overcome OR answer.review IS NOT NULL)
            OR t.id = ANY (answer.rules);
        IF (t.form IS NULL OR f.form = ANY (t.form))
            AND (t.kind = 'classification' OR t.part IS NULL OR t.part && part)
            AND (t.vendor IS NULL OR t.vendor = f.vendor)
            AND (t.datacenter IS NULL OR t.datacenter = f.datacenter)
            AND (t.tpp_min IS NULL OR f.tpp_lo >= t.tpp_min) AND (t.tpp_below IS NULL OR f.tpp_hi < t.tpp_below)
            AND (t.pd_min IS NULL OR f.pd_lo >= t.pd_min) AND (t.pd_below IS NULL OR f.pd_hi < t.pd_below)
            AND (t.tops_min IS NULL OR f.tops_lo >= t.tops_min) AND (t.ib_min IS NULL OR f.ib_lo >= t.ib_min)
            AND (t.mb_min IS NULL OR f.mb_lo >= t.mb_min) AND (t.mb_below IS NULL OR f.mb_hi < t.mb_below)
            AND (t.mb_ib_min IS NULL OR f.mb_lo + f.ib_lo >= t.mb_ib_min)
            AND (t.mbd_above IS NULL OR f.mbd_lo > t.mbd_above)
            AND (t.within IS NULL OR t.within && places) AND (t.without IS NULL OR NOT t.without && places)
        THEN
            CASE t.kind
                WHEN 'classification' THEN
                    answer.eccn := t.eccn;
                    part := t.part;
                    answer.rules := answer.rules || t.id;
                WHEN 'requirement' THEN
                    IF NOT t.reason = ANY (answer.reasons) THEN
                        answer.reasons := answer.reasons || t.reason;
                    END IF;
                    answer.rules := answer.rules || t.id;
                WHEN 'exception' THEN
                    symbol := t.exception;
                    overcome := t.overcomes;
                    excepting := ARRAY[t.id];
                ELSE
                    answer.review := t.review;
                    answer.rules := answer.rules || t.id;
            END CASE;
        END IF;
    END LOOP;
    IF answer.reasons = '{}' THEN
        answer.outcome := 'no_license_required';
    ELSIF answer.reasons <@ overcome THEN
        answer.outcome := 'license_exception';
        answer.exception := symbol;
        answer.rules := answer.rules || excepting;
    ELSE
        answer.outcome := 'license_required';
    END IF;
    RETURN answer;
END
$$;

-- (e) PL/pgSQL with the thresholds written into it: destination CN, 2026-11-01, outcome only.
CREATE FUNCTION plpgsql_outcome(f few_columns) RETURNS outcome LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    letter boolean := f.form <> 'hbm' AND f.vendor IN ('NVIDIA', 'AMD')
        AND (f.mb_lo >= 1400 OR f.ib_lo >= 1100 OR f.mb_lo + f.ib_lo >= 1700);
BEGIN
    IF letter THEN
        RETURN 'license_required';
    ELSIF f.form = 'hbm' THEN
        RETURN CASE WHEN f.mbd_lo > 2 THEN 'license_required' ELSE 'no_license_required' END;
    ELSIF f.tpp_lo >= 4800 THEN
        RETURN CASE WHEN f.datacenter THEN 'license_required' ELSE 'license_exception' END;
    ELSIF f.datacenter AND f.tpp_lo >= 1600 THEN
        IF f.pd_lo >= 5.92 THEN
            RETURN 'license_required';
        ELSIF f.pd_lo >= 3.2 OR f.tpp_lo >= 2400 AND f.pd_lo >= 1.6 THEN
            RETURN 'license_exception';
        END IF;
    END IF;
    RETURN 'no_license_required';
END
$$;
VACUUM ANALYZE item;
VACUUM ANALYZE item_columns;
VACUUM ANALYZE few;
VACUUM ANALYZE few_columns;
VACUUM ANALYZE threshold;
VACUUM ANALYZE standing;
