-- The extension is there for the tests that follow; each sets its own search_path.
SET client_min_messages = warning;
CREATE EXTENSION export_control;
SELECT extversion FROM pg_extension WHERE extname = 'export_control';
