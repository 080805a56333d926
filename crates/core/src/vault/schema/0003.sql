-- The language that a text is found to be in, where nobody has said which it is; empty where that
-- cannot be told, nothing where nobody has looked.
ALTER TABLE entry ADD COLUMN detected TEXT;
