-- The rows that are asked about, the same ones in every run: :rows synthetic chips after the products that the
-- extension knows.  The schema bench and the search path are the caller's.
-- Chips around every threshold: a bit below, on it, a bit above; some facts intervals, some unknown.
CREATE FUNCTION synthetic(n bigint) RETURNS TABLE (chip chip, destination country, as_of date) LANGUAGE sql AS $$
    WITH thing AS MATERIALIZED (
        SELECT i, r.*, (ARRAY[100, 1599.9, 1600, 2399.9, 2400, 3600, 4799.9, 4800, 4800.1, 9000, 20999, 21000])[1 + floor(r.a * 12)::int] AS tpp
          FROM generate_series(1, n) AS i,
               LATERAL (SELECT i AS of_row, random() AS a, random() AS b, random() AS c, random() AS d, random() AS e,
                               random() AS f, random() AS g, random() AS h, random() AS j, random() AS k) AS r)
    SELECT jsonb_strip_nulls(CASE WHEN t.b < 0.08 THEN
             jsonb_build_object('form', 'hbm', 'vendor', CASE WHEN t.c > 0.03 THEN 'SK hynix' END,
                'memory_bandwidth', (ARRAY[240, 241, 300, 363, 396, 400, 819])[1 + floor(t.d * 7)::int],
                'package_area', CASE WHEN t.e > 0.02 THEN 120 END)
           ELSE
             jsonb_build_object('form', CASE WHEN t.b < 0.3 THEN 'computer' ELSE 'ic' END,
                'vendor', CASE WHEN t.c < 0.3 THEN 'NVIDIA' WHEN t.c < 0.45 THEN 'AMD' WHEN t.c < 0.99 THEN 'Groq' END,
                'datacenter', CASE WHEN t.d < 0.6 THEN true WHEN t.d < 0.99 THEN false END,
                'rates', jsonb_build_object('fp16', CASE WHEN t.e < 0.02 THEN jsonb_build_array(t.tpp / 16 * 0.99, t.tpp / 16)
                                                         WHEN t.e < 0.98 THEN to_jsonb((CASE WHEN t.f < 0.2 THEN 7.9 + (t.f < 0.1)::int * 0.1 ELSE t.tpp / 16 END)) END),
                'die_area', CASE WHEN t.g < 0.02 THEN to_jsonb(ARRAY[600, 700]) WHEN t.g < 0.98
                            THEN to_jsonb(t.tpp / (ARRAY[1.5, 1.6, 1.7, 3.1, 3.2, 3.3, 5.9, 5.92, 6.0])[1 + floor(t.h * 9)::int]) END,
                'memory_bandwidth', CASE WHEN t.j < 0.98 THEN (ARRAY[500, 1000, 1399.9, 1400, 1500, 6499.9, 6500, 8000])[1 + floor(t.j / 0.98 * 8)::int] END,
                'interconnect_bandwidth', CASE WHEN t.k < 0.98 THEN (ARRAY[64, 149.9, 150, 300, 599.9, 600, 700, 1099.9, 1100, 1800])[1 + floor(t.k / 0.98 * 10)::int] END)
           END)::chip,
           (SELECT array_agg(code ORDER BY code) FROM destination)[1 + (t.i * 7919) % (SELECT count(*) FROM destination)],
           date '2022-10-21' + ((t.i * 104729) % 1000)::int
      FROM thing AS t
$$;

-- The first rows are the products that the extension knows, the rest are synthetic.
SELECT setseed(0.5);
CREATE TABLE item AS
    SELECT row_number() OVER ()::int AS id, i.*
      FROM (SELECT chip, country 'CN' AS destination, date '2026-11-01' AS as_of FROM product
            UNION ALL SELECT * FROM synthetic(:rows)) AS i;
CREATE INDEX ON item (id);
