-- Whether the ECCN that an item states is the one that its facts give.

CREATE FUNCTION eccn_check(
    chip      chip,
    as_of     date DEFAULT CURRENT_DATE,
    as_known  date DEFAULT NULL,
    scenario  text DEFAULT NULL,
    rulebook  rulebook DEFAULT NULL,
    OUT stated    eccn,
    OUT computed  eccn,
    OUT agrees    boolean,
    OUT because   text
) AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE COST 2000;
COMMENT ON FUNCTION eccn_check(chip, date, date, text, rulebook) IS
    'Whether the ECCN that a chip states and the one that its other facts give contradict each '
    'other: what is stated (NULL: nothing), what the classification rules find (NULL: undecided), '
    'whether they agree (NULL: that cannot be told), and because of which rules and facts. They '
    'agree where one is the other or a paragraph of it. The rules of most entries are not loaded; '
    'of these nothing can be told. The other arguments are those of classify(). A NULL chip or '
    'as_of gives NULLs. Errors: as classify().';
