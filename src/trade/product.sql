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
