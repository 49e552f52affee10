-- Every month of a measure that has cells has a version, also those from before there were versions.

-- +goose Up
INSERT INTO rollup_month (metric, month, version)
SELECT DISTINCT r.metric, r.month, '' FROM rollup r WHERE NOT EXISTS (SELECT 1 FROM rollup_month m WHERE m.metric = r.metric AND m.month = r.month);
