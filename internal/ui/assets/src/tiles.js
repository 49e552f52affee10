// tiles
