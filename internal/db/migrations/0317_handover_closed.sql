-- The thread of an accepted hand-over is closed with the matter that it began. Matters that were closed before that was so
-- left it open, and its files were never due.

-- +goose Up
UPDATE exchange_conversation SET version = version + 1,
    closed_at = (SELECT MAX(m.closed_at) FROM handover h JOIN matter m ON m.id = h.matter_id WHERE h.conversation_id = exchange_conversation.id)
WHERE closed_at IS NULL AND id IN (SELECT h.conversation_id FROM handover h JOIN matter m ON m.id = h.matter_id WHERE m.closed_at IS NOT NULL);
