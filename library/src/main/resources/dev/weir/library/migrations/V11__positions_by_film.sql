-- A film that is deleted is found where viewers left it.

CREATE INDEX viewer_position_by_asset ON viewer_position (asset);
