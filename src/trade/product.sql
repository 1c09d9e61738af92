-- Products: the chips that are sold.

CREATE TABLE product (
    name     text NOT NULL,
    vendor   text NOT NULL,
    chip     chip NOT NULL,
    released date,
    sources  text NOT NULL,
    note     text,
    builtin  boolean NOT NULL DEFAULT false,
    PRIMARY KEY (vendor, name)
);
COMMENT ON TABLE product IS
    'Chips on the market, with the sources of their facts. Add your own, or classify a table of '
    'yours.';
COMMENT ON COLUMN product.name IS 'product name';
COMMENT ON COLUMN product.vendor IS 'who makes it';
COMMENT ON COLUMN product.chip IS 'its facts';
COMMENT ON COLUMN product.sources IS 'sources of the facts';
COMMENT ON COLUMN product.released IS 'day of release or announcement; NULL when not sourced';
COMMENT ON COLUMN product.note IS 'doubts about the facts, and why one is an interval or missing';

CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON product
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('r.vendor', 'r.name');

-- No foreign key: an alias of a product that is not there finds nothing.
CREATE TABLE product_alias (
    alias   text PRIMARY KEY,
    vendor  text NOT NULL,
    product text NOT NULL,
    builtin boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX product_alias_name ON product_alias (canonical_name(alias));
CREATE INDEX product_name ON product (canonical_name(name));
COMMENT ON TABLE product_alias IS
    'Other names of products. Case, spaces and punctuation make no difference, so what differs in '
    'nothing else needs none.';
COMMENT ON COLUMN product_alias.alias IS 'what people write';
COMMENT ON COLUMN product_alias.vendor IS 'vendor of the product';
COMMENT ON COLUMN product_alias.product IS 'its name';

CREATE TRIGGER take_over_builtin BEFORE INSERT OR UPDATE OR DELETE ON product_alias
    FOR EACH ROW EXECUTE FUNCTION take_over_builtin('export_control.canonical_name(r.alias)');

CREATE FUNCTION product_named(name text, vendor text DEFAULT NULL) RETURNS SETOF product
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
BEGIN ATOMIC
    WITH found AS (
        SELECT p, p.name = product_named.name AS exactly
          FROM product AS p
         WHERE canonical_name(p.name) = canonical_name(product_named.name)
            OR EXISTS (SELECT FROM product_alias AS a
                        WHERE canonical_name(a.alias) = canonical_name(product_named.name)
                          AND a.vendor = p.vendor AND a.product = p.name)
    )
    SELECT (f.p).*
      FROM found AS f
     WHERE (product_named.vendor IS NULL
            OR canonical_name((f.p).vendor) = canonical_name(product_named.vendor)
            OR EXISTS (SELECT FROM vendor AS v
                        WHERE canonical_name(v.name) = canonical_name((f.p).vendor)
                          AND canonical_name(product_named.vendor)
                              IN (SELECT canonical_name(a) FROM unnest(v.aliases) AS a)))
       AND (f.exactly OR NOT EXISTS (SELECT FROM found AS e WHERE e.exactly));
END;
COMMENT ON FUNCTION product_named(text, text) IS
    'The products of that name, written in whatever way, or with that alias; of that vendor, '
    'unless it is NULL. Where a product has the name exactly as it is written, no other.';

CREATE FUNCTION find_product_among(wanted text, most bigint)
    RETURNS TABLE (vendor text, name text, similarity float8)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT p.vendor, p.name, s.similarity
      FROM (SELECT i.vendor, i.name FROM product AS i LIMIT most) AS p
     CROSS JOIN LATERAL (
            SELECT max(name_similarity(wanted, n.name)) AS similarity
              FROM (SELECT p.name
                    UNION ALL
                    SELECT p.vendor || ' ' || p.name
                    UNION ALL
                    SELECT a.alias FROM product_alias AS a
                     WHERE a.vendor = p.vendor AND a.product = p.name) AS n(name)) AS s
     WHERE s.similarity >= 0.3
     ORDER BY s.similarity DESC, length(p.name), p.vendor, p.name;
END;
COMMENT ON FUNCTION find_product_among(text, bigint) IS
    'internal: find_product(), which looks at so many products at most (NULL: at all)';

CREATE FUNCTION find_product(product text)
    RETURNS TABLE (vendor text, name text, similarity float8)
    LANGUAGE sql STABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT f.vendor, f.name, f.similarity FROM find_product_among(product, NULL) AS f;
END;
COMMENT ON FUNCTION find_product(text) IS
    'The products whose name, or an alias of them, is like the one given, the best first, with '
    'name_similarity(). Misspelt names find theirs.';
