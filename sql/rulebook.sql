-- The type rulebook: its canonical text and digest, every error of reading one, every fault.
SET search_path = export_control, public;

-- Why a rulebook is refused.
CREATE FUNCTION type_test.refusal(book jsonb, OUT state text, OUT message text, OUT detail text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM book::rulebook;
    message := 'accepted';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END
$$;

-- JSON text of the same meaning, written as differently as can be: keys backwards, rows backwards, other spaces.
-- An array of plain values, such as a period, stays as it is.
CREATE FUNCTION type_test.backwards(value jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    CASE
        WHEN jsonb_typeof(value) = 'object' THEN
            RETURN (SELECT E'{\n' || string_agg(to_jsonb(e.key)::text || ' :' || type_test.backwards(e.value), E'\t,' ORDER BY e.key COLLATE "C" DESC) || '}'
                      FROM jsonb_each(value) AS e);
        WHEN jsonb_typeof(value) = 'array' AND jsonb_typeof(value -> 0) = 'object' THEN
            RETURN (SELECT '[' || string_agg(type_test.backwards(e.value), E',\r\n' ORDER BY e.n DESC) || ' ]'
                      FROM jsonb_array_elements(value) WITH ORDINALITY AS e(value, n));
        ELSE
            RETURN value::text;
    END CASE;
END
$$;

-- ---- canonical text ------------------------------------------------------------------------------------------------

-- A small rulebook with something of everything, carelessly written, and its canonical text.
CREATE TEMP TABLE small AS SELECT '{
    "groups": [
        {"members": [], "name": "Z:1", "title": "none yet", "citation": "here", "url": null, "note": null},
        {"name": "A:1", "title": "some", "citation": "there", "url": "https://example.org/", "note": "\"quoted\" \\ \u00e9漢\n",
         "members": [{"country": "us", "in_force": [null, null], "known": ["2024-02-29", null], "citation": "b"},
                     {"country": "us", "in_force": [null, null], "known": [null, "2024-02-29"], "citation": "a"},
                     {"country": " cn ", "in_force": [], "known": [null, null], "citation": ""}]}],
    "governed": [{"citation": "x", "country": "mo", "by": "cn"}, {"country": "HK", "by": "CN", "citation": "x"}],
    "scenarios": [{"name": "enforced", "description": "as it is", "rules": []},
                  {"name": "alternative", "description": "as it might be", "citation": "c", "rules":
                      [{"rule": "b", "in_force": [], "note": "never"}, {"rule": "a", "in_force": ["2025-01-01", "2025-12-31"], "note": null}]}],
    "rules": [{"id": "p", "kind": "prohibition", "rank": -1, "condition": "true", "reason": "X", "in_force": [null, null], "known": [null, null], "title": "t", "citation": "c"},
              {"id": "b", "kind": "requirement", "rank": 2147483647, "condition": "eccn in (3a090.A) AND (Destination in (cn,A:1))", "reason": "RS",
               "in_force": ["2022-10-07", null], "known": [null, null], "title": "t", "citation": "c"},
              {"id": "e", "kind": "exception", "rank": 1, "condition": "true", "exception": "NAC", "overcomes": ["RS"], "in_force": [null, null], "known": [null, null], "title": "t", "citation": "c"},
              {"id": "r", "kind": "review", "rank": 1, "condition": "true", "review": "case_by_case", "in_force": [], "known": [null, null], "title": "t", "citation": "c"},
              {"id": "a", "kind": "classification", "rank": 2, "condition": "tpp>=4800.0", "eccn": "3a090.A", "in_force": [null, null], "known": ["2023-10-17", null], "title": "t", "citation": "c"},
              {"id": "a", "kind": "classification", "rank": 2, "condition": "tpp>=4800", "eccn": "3A090.a", "in_force": [null, null], "known": [null, "2023-10-17"],
               "title": "t", "citation": "c", "url": "u", "note": "n", "reason": null, "exception": null, "overcomes": [], "review": null},
              {"id": "z", "kind": "classification", "rank": -2147483648, "condition": "hbm", "eccn": "ear99", "in_force": [null, null], "known": [null, null], "title": "t", "citation": "c"}],
    "covered_known": [null, null], "covered": ["0001-01-01", "9999-12-31"], "format": 1}'::jsonb AS book;
\pset format unaligned
SELECT book::rulebook FROM small;
\pset format aligned
SELECT book::rulebook::text::rulebook = book::rulebook AS by_text, book::rulebook::text = book::rulebook::text::rulebook::text AS stable,
       book::rulebook::jsonb::rulebook = book::rulebook AS by_jsonb, type_test.backwards(book)::rulebook = book::rulebook AS backwards
  FROM small;
SELECT NULL::rulebook IS NULL AND NULL::jsonb::rulebook IS NULL AND NULL::rulebook::jsonb IS NULL AS null;

-- the current rulebook likewise
SELECT current_rulebook()::text::rulebook = current_rulebook() AS by_text, current_rulebook()::text = current_rulebook()::text::rulebook::text AS stable,
       current_rulebook()::jsonb::rulebook = current_rulebook() AS by_jsonb,
       type_test.backwards(current_rulebook()::jsonb)::rulebook = current_rulebook() AS backwards,
       type_test.backwards(current_rulebook()::jsonb) <> current_rulebook()::text AS really_backwards;

-- The casts must be asked for.
SELECT castsource::regtype, casttarget::regtype, castcontext FROM pg_cast
 WHERE 'rulebook'::regtype IN (castsource, casttarget) ORDER BY castsource::regtype::text COLLATE "C";

-- ---- digest --------------------------------------------------------------------------------------------------------

SELECT length(digest(current_rulebook())) AS bytes, digest(current_rulebook()) = sha256(convert_to(current_rulebook()::text, 'UTF8')) AS of_the_text;
SELECT encode(digest(book::rulebook), 'hex') AS digest FROM small;
-- the same digest whatever the order of keys, rows, and reasons that an exception overcomes
SELECT digest(type_test.backwards(book)::rulebook) = digest(book::rulebook) AS backwards FROM small;
SELECT digest(jsonb_set(book, '{rules,2,overcomes}', '["RS", "AT"]')::rulebook) = digest(jsonb_set(book, '{rules,2,overcomes}', '["AT", "RS"]')::rulebook) AS reasons
  FROM small;
-- and another one whenever anything is different (which it is not in the first four)
CREATE TEMP TABLE variant AS
    SELECT n, path, jsonb_set(book, path::text[], value::jsonb)::rulebook AS book
      FROM small, (VALUES (1, '{format}', '1'), (2, '{rules,0,note}', 'null'), (3, '{rules,3,in_force}', '[]'), (4, '{rules,4,condition}', '"tpp >= 4800"'),
            (5, '{covered}', '["0001-01-02", "9999-12-31"]'), (6, '{covered_known}', '[null, "9999-12-31"]'), (7, '{rules,0,id}', '"q"'), (8, '{rules,0,rank}', '0'),
            (9, '{rules,0,condition}', '"false"'), (10, '{rules,0,reason}', '"Y"'), (11, '{rules,0,in_force}', '[]'), (12, '{rules,0,known}', '["2025-01-01", null]'),
            (13, '{rules,0,title}', '"T"'), (14, '{rules,0,citation}', '"C"'), (15, '{rules,0,url}', '""'), (16, '{rules,0,note}', '""'), (17, '{rules,2,exception}', '"ACA"'),
            (18, '{rules,2,overcomes}', '["RS", "RS"]'), (19, '{rules,3,review}', '"policy_of_denial"'), (20, '{rules,4,eccn}', '"3A090.b"'), (21, '{rules,0,kind}', '"requirement"'),
            (22, '{groups,0,name}', '"Z:2"'), (23, '{groups,0,title}', '"None yet"'), (24, '{groups,0,citation}', '"Here"'), (25, '{groups,0,url}', '"u"'),
            (26, '{groups,0,note}', '"n"'), (27, '{groups,1,members,0,country}', '"gb"'), (28, '{groups,1,members,0,in_force}', '[]'),
            (29, '{groups,1,members,0,known}', '["2024-03-01", null]'), (30, '{groups,1,members,0,citation}', '"B"'), (31, '{governed,0,country}', '"TW"'), (32, '{governed,0,by}', '"US"'),
            (33, '{governed,0,citation}', '"X"'), (34, '{scenarios,0,name}', '"Enforced"'), (35, '{scenarios,0,description}', '"as it was"'), (36, '{scenarios,0,citation}', '""'),
            (37, '{scenarios,1,rules,0,rule}', '"c"'), (38, '{scenarios,1,rules,0,in_force}', '["2025-01-01", null]'), (39, '{scenarios,1,rules,0,note}', '"Never"'),
            (40, '{rules}', '[]'), (41, '{groups}', '[]'), (42, '{governed}', '[]'), (43, '{scenarios}', '[]')) AS v(n, path, value);
SELECT a.n, b.n, a.path, b.path FROM variant AS a JOIN variant AS b ON a.n < b.n AND digest(a.book) = digest(b.book) ORDER BY 1, 2;
SELECT count(*), count(DISTINCT digest(book)) AS digests FROM variant;

-- ---- errors of reading ---------------------------------------------------------------------------------------------

SELECT '[]'::rulebook;
SELECT '{}'::rulebook;
SELECT '{"format": 2}'::rulebook;
-- not JSON: the words are PostgreSQL's, the hint is the rulebook's
SELECT literal, type_test.state_of('rulebook', literal), type_test.hint_of('rulebook', literal)
  FROM unnest(ARRAY['', ' ', 'enforced', '{', '{"format": 1,}', '{format: 1}', '{"format": "\u0000"}', '{"format": 1e200000}']) WITH ORDINALITY AS l(literal, n)
 ORDER BY n;

-- What is wrong with a rulebook: the current one with a row of ours first in every array, so that places are known.
CREATE TEMP TABLE base AS
    SELECT jsonb_insert(jsonb_insert(jsonb_insert(jsonb_insert(jsonb_insert(jsonb_insert(current_rulebook()::jsonb,
               '{rules,0}', '{"id": "test/rule", "kind": "exception", "rank": 1, "condition": "hbm", "exception": "X", "overcomes": ["RS"], "in_force": [null, null], "known": [null, null], "title": "t", "citation": "c"}'),
               '{groups,0}', '{"name": "test_group", "title": "t", "citation": "c", "members": []}'),
               '{groups,0,members,0}', '{"country": "CN", "in_force": [null, null], "known": [null, null], "citation": "c"}'),
               '{governed,0}', '{"country": "AQ", "by": "US", "citation": "c"}'),
               '{scenarios,0}', '{"name": "test_scenario", "description": "d", "rules": []}'),
               '{scenarios,0,rules,0}', '{"rule": "test/rule", "in_force": []}') AS book;
SELECT r.*, (SELECT count(*) FROM rulebook_faults(book::rulebook) AS f WHERE f.severity = 'error') AS faults FROM base, type_test.refusal(book) AS r;

\pset format unaligned
\pset null (null)
-- the whole is not an object
SELECT l.book, r.* FROM (VALUES ('[]'::jsonb), ('[{"format": 1}]'), ('null'), ('1'), ('"rulebook"'), ('true')) AS l(book), type_test.refusal(l.book) AS r;
-- a format of another version: said before anything else that such a rulebook may have
SELECT v.value, r.* FROM base, (VALUES ('2'::jsonb), ('0'), ('1.5'), ('"1"'), ('null'), ('[1]')) AS v(value), type_test.refusal(jsonb_set(book, '{format}', v.value)) AS r;
SELECT r.* FROM base, type_test.refusal(jsonb_set(jsonb_set(book, '{format}', '2'), '{rules,0,new_key}', '1')) AS r;
-- unknown keys, at every place, and the nearest known one
SELECT p.path, r.message, r.hint, r.state, r.detail
  FROM base, (VALUES (1, '{rule}'), (2, '{scenario}'), (3, '{publisher}'), (4, '{rules,0,conditions}'), (5, '{rules,0,Title}'), (6, '{rules,0,severity}'), (7, '{groups,0,member}'),
              (8, '{groups,0,members,0,inforce}'), (9, '{governed,0,governed_by}'), (10, '{scenarios,0,titel}'), (11, '{scenarios,0,rules,0,rules}'), (12, '{scenarios,0,rules,0,""}')) AS p(n, path),
       type_test.refusal(jsonb_set(book, p.path::text[], '1')) AS r
 ORDER BY p.n;
SELECT r.* FROM base, type_test.refusal(jsonb_set(book, ARRAY['rules', '0', 'x' || repeat('é', 1000)], '1')) AS r;
-- missing keys: each that must be there, and none that need not
SELECT p.path, r.message, r.hint, r.state, r.detail
  FROM base, (SELECT '{}'::text[] AS parent, key FROM jsonb_object_keys((SELECT book FROM base)) AS key
              UNION ALL SELECT '{rules,0}', key FROM jsonb_object_keys((SELECT book #> '{rules,0}' FROM base)) AS key
              UNION ALL SELECT '{groups,0}', key FROM jsonb_object_keys((SELECT book #> '{groups,0}' FROM base)) AS key
              UNION ALL SELECT '{groups,0,members,0}', key FROM jsonb_object_keys((SELECT book #> '{groups,0,members,0}' FROM base)) AS key
              UNION ALL SELECT '{governed,0}', key FROM jsonb_object_keys((SELECT book #> '{governed,0}' FROM base)) AS key
              UNION ALL SELECT '{scenarios,0}', key FROM jsonb_object_keys((SELECT book #> '{scenarios,0}' FROM base)) AS key
              UNION ALL SELECT '{scenarios,0,rules,0}', key FROM jsonb_object_keys((SELECT book #> '{scenarios,0,rules,0}' FROM base)) AS key) AS k,
       LATERAL (SELECT k.parent || k.key AS path) AS p, type_test.refusal(book #- p.path) AS r
 ORDER BY k.parent, k.key COLLATE "C";
-- values of the wrong kind or form, at every place
SELECT v.path, v.value, r.message, r.hint, r.state, r.detail
  FROM base, (VALUES (1, '{rules}', '{}'), (2, '{rules}', '"x"'), (3, '{rules}', 'null'), (4, '{groups}', '1'), (5, '{governed}', 'true'), (6, '{scenarios}', '{"name": "x"}'),
              (7, '{rules,0}', '[]'), (8, '{rules,0}', '"x"'), (9, '{rules,0}', 'null'), (10, '{groups,0}', '1'), (11, '{governed,0}', '[]'), (12, '{scenarios,0}', '[]'),
              (13, '{groups,0,members}', '{}'), (14, '{groups,0,members,0}', '"CN"'), (15, '{scenarios,0,rules}', '"x"'), (16, '{scenarios,0,rules,0}', '"x"'),
              -- text
              (20, '{rules,0,id}', '1'), (21, '{rules,0,id}', 'null'), (22, '{rules,0,title}', '[]'), (23, '{rules,0,citation}', '{}'), (24, '{rules,0,url}', 'true'), (25, '{rules,0,note}', '1'),
              (26, '{rules,0,reason}', '["RS"]'), (27, '{rules,0,exception}', '1'), (28, '{groups,0,name}', 'null'), (29, '{groups,0,url}', '1'), (30, '{groups,0,members,0,citation}', 'null'),
              (31, '{governed,0,citation}', 'null'), (32, '{scenarios,0,description}', 'null'), (33, '{scenarios,0,rules,0,rule}', '1'), (34, '{scenarios,0,rules,0,note}', '1'),
              -- kind, rank, review, reasons
              (40, '{rules,0,kind}', '"licence"'), (41, '{rules,0,kind}', '"Exception"'), (42, '{rules,0,kind}', '5'),
              (43, '{rules,0,rank}', '"1"'), (44, '{rules,0,rank}', 'null'), (45, '{rules,0,rank}', '1.5'), (46, '{rules,0,rank}', '2147483648'), (47, '{rules,0,rank}', '-2147483649'),
              (48, '{rules,0,rank}', '1e40'), (49, '{rules,0,review}', '"denied"'), (50, '{rules,0,review}', '1'), (51, '{rules,0,overcomes}', '"RS"'), (52, '{rules,0,overcomes}', '{}'),
              (53, '{rules,0,overcomes}', '["RS", 1]'), (54, '{rules,0,overcomes}', '[null]'),
              -- countries and ECCNs
              (60, '{governed,0,country}', '"China"'), (61, '{governed,0,by}', '"UK"'), (62, '{groups,0,members,0,country}', '"XX"'), (63, '{groups,0,members,0,country}', '86'),
              (64, '{rules,0,eccn}', '"3A09"'), (65, '{rules,0,eccn}', '3'),
              -- periods and dates
              (70, '{covered}', '"2025-01-01"'), (71, '{covered}', '{}'), (72, '{covered}', 'null'), (73, '{covered_known}', '["2025-01-01"]'), (74, '{covered}', '[null, null, null]'),
              (75, '{rules,0,in_force}', '"[,)"'), (76, '{rules,0,in_force}', '["2025-02-29", null]'), (77, '{rules,0,in_force}', '[null, "2025-13-01"]'), (78, '{rules,0,known}', '["1.1.2025", null]'),
              (79, '{rules,0,known}', '["2025-1-1", null]'), (80, '{rules,0,known}', '["0000-01-01", null]'), (81, '{rules,0,known}', '[2025, null]'), (82, '{rules,0,known}', '["today", null]'),
              (83, '{rules,0,known}', '["infinity", null]'), (84, '{rules,0,known}', '["2025-01-02", "2025-01-01"]'), (85, '{rules,0,known}', '["2025-01-01", "2025-01-01"]'),
              (86, '{groups,0,members,0,known}', '[[], null]'), (87, '{scenarios,0,rules,0,in_force}', '[""]'),
              -- conditions: their own words, after the place
              (90, '{rules,0,condition}', '1'), (91, '{rules,0,condition}', 'null'), (92, '{rules,0,condition}', '""'), (93, '{rules,0,condition}', '"tpp >="'), (94, '{rules,0,condition}', '"tp >= 4800"'),
              (95, '{rules,0,condition}', '"tpp"'), (96, '{rules,0,condition}', '"tpp >= 1e400"')) AS v(n, path, value),
       type_test.refusal(jsonb_set(book, v.path::text[], v.value::jsonb)) AS r
 ORDER BY v.n;
-- limits of conditions
SELECT r.* FROM base, (VALUES (1, repeat('(', 101)), (2, repeat('x', 65537))) AS c(n, condition), type_test.refusal(jsonb_set(book, '{rules,0,condition}', to_jsonb(c.condition))) AS r
 ORDER BY c.n;
-- a place in a later row
SELECT r.message FROM small, type_test.refusal(jsonb_set(book, '{groups,1,members,2,country}', '"XX"')) AS r;
\pset null ''
\pset format aligned

-- large and deep
SELECT type_test.state_of('rulebook', repeat('[', 1000000)) AS deeply_nested,
       type_test.state_of('rulebook', '{"rules": ' || repeat('[', 1000) || repeat(']', 1000) || '}') AS nested,
       type_test.state_of('rulebook', '{"' || repeat('x', 1000000) || '": 1}') AS long_key;
SELECT length(digest(jsonb_set(book, '{rules,0,note}', to_jsonb(repeat('long ', 1000000)))::rulebook)) AS long_note FROM small;
SELECT jsonb_array_length(jsonb(jsonb_set(book, '{rules}', (SELECT jsonb_agg(jsonb_set(book #> '{rules,0}', '{id}', to_jsonb('rule ' || n))) FROM generate_series(1, 10000) AS n))::rulebook) -> 'rules') AS many_rules
  FROM small;

-- ---- faults --------------------------------------------------------------------------------------------------------

SELECT * FROM rulebook_faults(current_rulebook());
SELECT * FROM rulebook_faults(NULL);

-- A rulebook with every fault there can be.  rule(...) makes a rule of what differs from a blameless one.
CREATE FUNCTION type_test.rule(id text, kind text, differs jsonb) RETURNS jsonb LANGUAGE sql AS $$
    SELECT jsonb_build_object('id', id, 'kind', kind, 'rank', 1000, 'condition', 'hbm', 'in_force', '[null, null]'::jsonb, 'known', '[null, null]'::jsonb, 'title', 't', 'citation', 'c') || differs
$$;
CREATE TEMP TABLE faulty AS
    SELECT jsonb_set(jsonb_set(jsonb_set(jsonb_set(jsonb_set(current_rulebook()::jsonb,
        '{covered}', '[]'),
        '{rules}', (current_rulebook()::jsonb -> 'rules') || jsonb_build_array(
            type_test.rule('', 'classification', '{"eccn": "EAR99"}'),
            type_test.rule('test/ blank', 'review', '{"review": "case_by_case", "title": " ", "citation": "\n"}'),
            type_test.rule('test/classification lacks', 'classification', '{}'),
            type_test.rule('test/classification states', 'classification', '{"eccn": "EAR99", "reason": "RS", "exception": "X", "overcomes": ["RS"], "review": "case_by_case"}'),
            type_test.rule('test/requirement lacks', 'requirement', '{"reason": " "}'),
            type_test.rule('test/requirement states', 'requirement', '{"eccn": "EAR99", "reason": "RS", "exception": "X", "overcomes": ["RS"], "review": "case_by_case"}'),
            type_test.rule('test/exception lacks', 'exception', '{}'),
            type_test.rule('test/exception states', 'exception', '{"eccn": "EAR99", "reason": "RS", "exception": "X", "overcomes": ["RS"], "review": "case_by_case"}'),
            type_test.rule('test/review lacks', 'review', '{}'),
            type_test.rule('test/review states', 'review', '{"eccn": "EAR99", "reason": "RS", "exception": "X", "overcomes": ["RS"], "review": "case_by_case"}'),
            type_test.rule('test/prohibition lacks', 'prohibition', '{}'),
            type_test.rule('test/prohibition states', 'prohibition', '{"eccn": "EAR99", "reason": "RS", "exception": "X", "overcomes": ["RS"], "review": "case_by_case"}'),
            type_test.rule('test/group near', 'requirement', '{"reason": "RS", "condition": "destination in (CN, test_grup)"}'),
            type_test.rule('test/group far', 'requirement', '{"reason": "RS", "condition": "headquarters not in (qqqqqqqqqqqq, zzzzzzzzzzzzzzzz)"}'),
            type_test.rule('test/eccn', 'requirement', '{"reason": "RS", "condition": "eccn in (3A090, 0E999.a, EAR99) or eccn not in (9D888)"}'),
            type_test.rule('test/depends', 'classification', '{"eccn": "EAR99", "condition": "eccn in (EAR99) and destination = CN and headquarters = CN and end_use = ''x'' and consignee_tpp > 1 and name = ''x'' and hbm"}'),
            type_test.rule('test/overcomes', 'exception', '{"exception": "X", "overcomes": ["RS", "R$", "rs"]}'),
            type_test.rule('test/never known', 'prohibition', '{"reason": "RS", "known": []}'),
            type_test.rule('test/versions', 'prohibition', '{"reason": "RS", "known": [null, "2025-02-01"]}'),
            type_test.rule('test/versions', 'prohibition', '{"reason": "RS", "known": ["2025-01-31", "2025-06-01"]}'),
            type_test.rule('test/versions', 'requirement', '{"reason": "RS", "known": ["2025-06-01", null]}'),
            type_test.rule('test/versions always', 'prohibition', '{"reason": "RS"}'),
            type_test.rule('test/versions always', 'prohibition', '{"reason": "RS", "rank": 1001}'))),
        '{groups}', (current_rulebook()::jsonb -> 'groups') || '[
            {"name": "test_group", "title": "t", "citation": "c", "members": []},
            {"name": "test_group", "title": "t", "citation": " ", "members": []},
            {"name": "XY", "title": "t", "citation": "c", "members": []},
            {"name": "9x", "title": "t", "citation": "c", "members": []},
            {"name": "test_gr\u00fcppe", "title": "t", "citation": "c", "members": []},
            {"name": "test group", "title": "t", "citation": "c", "members": []},
            {"name": "test:", "title": "t", "citation": "c", "members": []},
            {"name": "", "title": "t", "citation": "c", "members": []},
            {"name": "test_member", "title": "t", "citation": "c", "members": [
                {"country": "CN", "in_force": [null, "2025-01-01"], "known": [null, null], "citation": "c"},
                {"country": "CN", "in_force": ["2024-12-31", null], "known": ["2024-01-01", null], "citation": "c"},
                {"country": "MO", "in_force": [null, "2025-01-01"], "known": [null, null], "citation": "c"},
                {"country": "MO", "in_force": ["2025-01-01", null], "known": [null, null], "citation": "c"},
                {"country": "US", "in_force": [null, null], "known": [null, "2025-01-01"], "citation": "c"},
                {"country": "US", "in_force": [null, null], "known": ["2025-01-01", null], "citation": ""}]}]'),
        '{governed}', '[{"country": "HK", "by": "MO", "citation": "c"}, {"country": "MO", "by": "CN", "citation": " "}, {"country": "TW", "by": "TW", "citation": "c"}]'),
        '{scenarios}', '[{"name": "test", "description": "d", "rules": [{"rule": "test/no such rule", "in_force": []}]},
                         {"name": "test", "description": "d", "rules": []},
                         {"name": "test/twice", "description": "d", "rules": [{"rule": "test/eccn", "in_force": []}, {"rule": "test/eccn", "in_force": [null, null]}]}]') AS book;
\pset format unaligned
SELECT f.fault FROM faulty, rulebook_faults((faulty.book - 'examples')::rulebook) AS f WHERE f.severity = 'error';
\pset format aligned
-- A country governed by two others is a fault as well.
SELECT count(*) > 0 AS governed_twice
  FROM base, rulebook_faults(jsonb_set(book, '{governed}', '[{"country": "AQ", "by": "US", "citation": "c"}, {"country": "AQ", "by": "GB", "citation": "c"}]')::rulebook);
-- A fault of a rule with a very long name is shown in part, and never in part of a character.
SELECT octet_length(f.fault) <= 1000 AS in_part, convert_from(convert_to(f.fault, 'UTF8'), 'UTF8') = f.fault AS valid
  FROM base, rulebook_faults(jsonb_set(jsonb_set(book, '{rules,0,title}', '""'), '{rules,0,id}', to_jsonb(repeat('é', 1000)))::rulebook) AS f WHERE f.fault LIKE 'rule "é%' ORDER BY f.fault LIMIT 1;
SELECT octet_length(f.fault) <= 1000 AS in_part, convert_from(convert_to(f.fault, 'UTF8'), 'UTF8') = f.fault AS valid
  FROM base, rulebook_faults(jsonb_set(jsonb_set(book, '{rules,0,title}', '""'), '{rules,0,id}', to_jsonb('x' || repeat('é', 1000)))::rulebook) AS f WHERE f.fault LIKE 'rule "xé%' ORDER BY f.fault LIMIT 1;

-- ---- storage and the wire ------------------------------------------------------------------------------------------

SELECT typlen, typbyval, typalign, typstorage, typcategory FROM pg_type WHERE oid = 'rulebook'::regtype;
SELECT encode(substr(rulebook_send(book::rulebook), 1, 1), 'hex') AS version, convert_from(substr(rulebook_send(book::rulebook), 2), 'UTF8') = book::rulebook::text AS text FROM small;
-- The digest is that of the whole, however the rulebook is stored: plain, compressed, or out of line.
CREATE TEMP TABLE stored (how text, book rulebook);
INSERT INTO stored SELECT 'compressed', current_rulebook();
ALTER TABLE stored ALTER book SET STORAGE external;
INSERT INTO stored SELECT 'out of line', current_rulebook()::text::rulebook;
INSERT INTO stored SELECT 'small', book::rulebook FROM small;
SELECT how, digest(book) = sha256(convert_to(book::text, 'UTF8')) AS digest, book = book::text::rulebook AS equal,
       rulebook_hash(book) = rulebook_hash(book::text::rulebook) AS hash FROM stored ORDER BY how;

-- ---- equality ------------------------------------------------------------------------------------------------------

-- Rulebooks are equal when their digests are.
SELECT count(*) AS pairs, count(*) FILTER (WHERE (a.book = b.book) = (digest(a.book) = digest(b.book)) AND (a.book <> b.book) = (digest(a.book) <> digest(b.book))) AS right
  FROM variant AS a, variant AS b;
SELECT current_rulebook() = NULL IS NULL AND NULL <> current_rulebook() IS NULL AS null;
SELECT count(*), max(copies) FROM (SELECT count(*) AS copies FROM variant GROUP BY book) AS g;
SELECT count(*) FROM (SELECT DISTINCT book FROM variant) AS d;
-- Their order is a total one, that of their digests.
SELECT * FROM type_test.disordered('rulebook', 'variant', 'book', 'digest(book)');
-- So rows are grouped by them also where grouping has to sort, as it has to for a type that has no
-- hash.
SELECT count(*) = (SELECT count(DISTINCT digest(book)) FROM variant) AS grouped
  FROM (SELECT book, count(DISTINCT n::bit(8)) FROM variant GROUP BY book) AS g;
SELECT oprname FROM pg_operator WHERE 'rulebook'::regtype IN (oprleft, oprright) ORDER BY 1;

-- ---- operator class ------------------------------------------------------------------------------------------------

SELECT am.amname, c.opcname, c.opcdefault, amvalidate(c.oid)
  FROM pg_opclass AS c JOIN pg_am AS am ON am.oid = c.opcmethod
 WHERE c.opcintype = 'rulebook'::regtype ORDER BY 1;
-- Equal rulebooks hash equal; seed 0 agrees with the plain hash, another seed does not; and the hashes spread.
SELECT count(DISTINCT rulebook_hash(book)) = count(DISTINCT digest(book)) AS spread,
       bool_and(rulebook_hash(book) = rulebook_hash(book::text::rulebook)) AS equal_alike,
       bool_and(rulebook_hash_extended(book, 0)::bit(32) = rulebook_hash(book)::bit(32)) AS seed_0_agrees,
       bool_or(rulebook_hash_extended(book, 1)::bit(32) = rulebook_hash(book)::bit(32)) AS seed_1_agrees
  FROM variant;

CREATE TEMP TABLE decision AS SELECT i, v.n, v.book FROM generate_series(1, 20) AS i, variant AS v;
ANALYZE decision;
ANALYZE variant;
SELECT type_test.plan_has('SELECT FROM decision JOIN variant USING (book)', 'Hash Join') AS hash_join;
SELECT count(*), sum(i) FROM decision JOIN variant USING (book);
SET enable_hashjoin = off; SET enable_nestloop = off;
SELECT type_test.plan_has('SELECT FROM decision JOIN variant USING (book)', 'Merge Join')
    AS merge_join;
SELECT count(*), sum(i) FROM decision JOIN variant USING (book);
SET enable_nestloop = on; SET enable_mergejoin = off;
SELECT type_test.plan_has('SELECT FROM decision JOIN variant USING (book)', 'Nested Loop') AS nested_loop;
SELECT count(*), sum(i) FROM decision JOIN variant USING (book);
RESET enable_hashjoin; RESET enable_mergejoin;
SET enable_seqscan = off; SET enable_bitmapscan = off;
CREATE INDEX decision_hash ON decision USING hash (book);
SELECT type_test.plan_has('SELECT i FROM decision WHERE book = current_rulebook()', 'Index Scan using decision_hash') AS by_hash;
SELECT count(*), array_agg(DISTINCT n) FROM decision WHERE book = (SELECT book::rulebook FROM small);
RESET enable_seqscan; RESET enable_bitmapscan;

CREATE TEMP TABLE parted (book rulebook) PARTITION BY HASH (book);
CREATE TEMP TABLE parted_0 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TEMP TABLE parted_1 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO parted SELECT book FROM variant;
SELECT count(*), count(DISTINCT tableoid) AS partitions FROM parted;
SELECT count(*) FROM parted WHERE book = (SELECT book::rulebook FROM small);

-- ---- mutations -----------------------------------------------------------------------------------------------------

-- Of each mutation that is accepted the faults are listed too, by way of a domain that asks for them.
CREATE FUNCTION type_test.has_faults_listed(book rulebook) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT count(*) >= 0 FROM rulebook_faults(book)';
CREATE DOMAIN type_test.listed_rulebook AS rulebook CHECK (type_test.has_faults_listed(VALUE));
SELECT * FROM type_test.mutate('type_test.listed_rulebook', (SELECT ARRAY[book::text, book::rulebook::text, type_test.backwards(book)] FROM small),
        E'0123459.eE+-[]{}:,,""\\ut_nrefl \n\té漢', 5000, '{22P02,22003,22P05,54001}');

-- Texts of every kind of character come back as they were, also when the rules are opened again.
WITH odd AS (
    SELECT jsonb_set(jsonb_set(jsonb(current_rulebook()), '{rules,0,title}', to_jsonb(t.text)), '{rules,0,note}', to_jsonb(repeat(t.text, 50))) AS json
      FROM (SELECT string_agg(chr(c), '') || E'é€𝄞 \\u0041 /"' AS text FROM generate_series(1, 127) AS c) AS t
)
SELECT jsonb(rulebook(json)) = json AS as_jsonb, jsonb(rulebook(json)::text::rulebook) = json AS as_text,
       (SELECT count(*) FROM rulebook_faults(rulebook(json))) AS faults,
       digest(rulebook(json)) = digest(rulebook(json)::text::rulebook) AS same_digest
  FROM odd;
