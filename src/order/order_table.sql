-- Which table an order is in, whatever the table is called now; and which orders have shipped.
--
-- Both tables are written by screen_order() itself, below SQL: a clerk needs no right to write
-- them.  Their owner can insert, to restore a dump.

CREATE SEQUENCE order_table_id;
COMMENT ON SEQUENCE order_table_id IS 'ids of order tables; no id is given twice';

CREATE TABLE order_table (
    id       bigint PRIMARY KEY DEFAULT nextval('order_table_id'),
    relation regclass NOT NULL UNIQUE,
    part_of  bigint
);
ALTER SEQUENCE order_table_id OWNED BY order_table.id;
COMMENT ON TABLE order_table IS
    'The tables whose orders are screened. The log and the ledger know an order by the id of its '
    'table and by its key, so an order stays the same when its table is renamed or moved to '
    'another schema. CREATE TRIGGER gives a table its row, or else its first order does. The first '
    'order of a partition gives the partition a row, so its orders stay what they are when it is '
    'detached. When a table is dropped, its row goes; its id is not given again.';
COMMENT ON COLUMN order_table.id IS 'id of the table, in the log and in the ledger';
COMMENT ON COLUMN order_table.relation IS 'the table';
COMMENT ON COLUMN order_table.part_of IS
    'id of the partitioned table of which this table was a partition when its first order was '
    'screened: its orders are known by that id. NULL: they are known by the table''s own';

SELECT make_append_only('order_table');

-- One look at this table's index is what a new order costs.  The log has the same, but each of its
-- partitions has an index of its own, and a partition may be archived.  The key comes first in the
-- index, since it tells orders apart sooner than the table does.
CREATE TABLE shipped_order (
    order_table bigint NOT NULL,
    row_key     text COLLATE "C" NOT NULL,
    PRIMARY KEY (row_key, order_table)
);
COMMENT ON TABLE shipped_order IS
    'The orders that have been closed, including those whose row is gone. screen_order() refuses '
    'an order with the key of one of them (XC004). Append-only.';
COMMENT ON COLUMN shipped_order.order_table IS 'as in the log';
COMMENT ON COLUMN shipped_order.row_key IS 'as in the log';

SELECT make_append_only('shipped_order');
