package home

import (
	"context"
	"strings"

	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
)

// mostWaiting is how many signatures, drafts and commitments each stand on the page at most.
const mostWaiting = 5

// waiting is what waits for the reader's own hand: questions first, then signatures, drafts and
// commitments that the other party has disputed. It comes before how things stand.
func (h *Home) waiting(ctx context.Context, a policy.Actor) ([]task, error) {
	all, err := h.questions(ctx, a)
	if err != nil {
		return nil, err
	}
	risen, err := h.escalated(ctx, a)
	if err != nil {
		return nil, err
	}
	all = append(all, risen...)
	looked, err := h.reviews(ctx, a)
	if err != nil {
		return nil, err
	}
	all = append(all, looked...)
	happened, err := h.incidents(ctx, a)
	if err != nil {
		return nil, err
	}
	all = append(all, happened...)
	if h.Signing != nil {
		duties, err := h.Signing.Duties(ctx, a, mostWaiting)
		if err != nil {
			return nil, err
		}
		for _, d := range duties {
			all = append(all, task{ui.Waiting, d.Since, d.Text, d.Button, d.Href})
		}
	}
	if h.Drafts != nil {
		drafts, err := h.Drafts.Awaiting(ctx, a, mostWaiting)
		if err != nil {
			return nil, err
		}
		for _, d := range drafts {
			text := language.T("%s för %s: %s", "%s for %s: %s").With(d.Kind.Title(), strings.Join(d.Places, ", "), d.Todo.Text)
			all = append(all, task{ui.Waiting, d.Todo.By, text, language.T("Öppna utkastet", "Open the draft"), d.Path()})
		}
	}
	if h.Promise == nil {
		return all, nil
	}
	disputed, err := h.Promise.Awaiting(ctx, a, mostWaiting)
	for _, c := range disputed {
		all = append(all, task{level: ui.Waiting, text: c.Text, button: c.Button, href: c.Path()})
	}
	return all, err
}
