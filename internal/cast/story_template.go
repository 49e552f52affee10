package cast

import (
	"context"

	"samsyn/internal/app"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/template"
)

// Support gives the support of the template something to show: Anna has got an answer from SKR, and a question of
// Birgit's to the agency's regional support waits for one. The template itself is published in its first version, and
// the next is left to be made.
func Support(ctx context.Context, a *app.App) error {
	have, err := db.One[int64](ctx, a.DB, "SELECT count(*) FROM template_help")
	if err != nil || have > 0 {
		return err
	}
	anna, err := actorOf(ctx, a, Anna)
	if err != nil {
		return err
	}
	birgit, err := actorOf(ctx, a, Birgit)
	if err != nil {
		return err
	}
	nils, err := actorOf(ctx, a, Nils)
	if err != nil {
		return err
	}
	asked, err := a.Templates.Ask(ctx, anna, template.Question{To: directory.SKR, Clause: "29", Phase: "sign", Subject: "Två undertecknare från nämnden",
		Question: "Vi har en ordförande och en förvaltningschef som båda ska underteckna. Behövs det en delegation för båda? (Demo)"})
	if err != nil {
		return err
	}
	if _, err := a.Templates.Answer(ctx, nils, asked.ID, asked.Version, "Ja. Registrera ett delegationsbeslut för var och en, med datum och diarienummer. Ordföranden kan underteckna på nämndens beslut i ärendet. (Demo)"); err != nil {
		return err
	}
	_, err = a.Templates.Ask(ctx, birgit, template.Question{To: directory.PES, Clause: "9", Phase: "negotiate", Subject: "Svarstid på frågor om enskilda",
		Question: "Vi vill lova svar inom en arbetsdag i stället för två. Klarar ert kontor det året runt? (Demo)"})
	return err
}
