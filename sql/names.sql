-- Names are compared by their canonical form.
SET search_path = public, export_control;
SELECT n AS name, canonical_name(n)
  FROM unnest(ARRAY['NVIDIA', 'Nvidia', 'NVIDIA Corporation', ' nvidia' || U&'\00A0',
                    'NVIDIA®', 'ＮＶＩＤＩＡ', 'SK hynix Inc.', 'Huawei Co., Ltd.', 'Société Générale S.A.',
                    'super computer', 'H100 SXM5-80GB', '2.5 GB', 'Co., Ltd.', '???']) AS n;
-- A name of nothing but blanks is no name.
SELECT canonical_name(n) IS NULL AS none
  FROM unnest(ARRAY['', '  ', E'\t\n', U&'\3000\200B', NULL]) AS n;
-- Of a canonical form, the canonical form is the same; however long it is.
SELECT canonical_name(canonical_name(n)) = canonical_name(n) AS same, length(canonical_name(n))
  FROM unnest(ARRAY[repeat('Ünder ', 10000), repeat('1 2', 10000), repeat('. ', 10000)]) AS n;
