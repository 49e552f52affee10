package command

import "samsyn/internal/language"

// helps are the words of the commands and of the flags that only they have.
func helps() map[string]language.Text {
	t := language.T
	return map[string]language.Text{
		"serve_help":         t("Starta tjänsten.", "Start the service."),
		"demo_help":          t("Starta tjänsten med de riktiga 290 kommunerna och påhittade personer och överenskommelser.", "Start the service with the real 290 municipalities and invented people and agreements."),
		"import_help":        t("Läs in en fil.", "Take in a file."),
		"agreements_help":    t("Läs in överenskommelser från CSV eller XLSX: allt eller inget. Rapporten skrivs på standard error.", "Take in agreements from CSV or XLSX: all or nothing. The report is written to standard error."),
		"boards_help":        t("Läs in nämnder från CSV eller XLSX.", "Take in boards from CSV or XLSX."),
		"offices_help":       t("Läs in kontor från CSV eller XLSX.", "Take in offices from CSV or XLSX."),
		"file_help":          t("Filen.", "The file."),
		"from_help":          t("Första dag i kraft för varje rad, när filen inte har datum. Dagen räknas med.", "First day in force of every row, when the file has no dates. The day is included."),
		"to_help":            t("Sista dag i kraft för varje rad. Dagen räknas med.", "Last day in force of every row. The day is included."),
		"kind_help":          t("Mall för rader som inte säger vilken.", "Template of rows that do not say which."),
		"dry_run_help":       t("Rapportera vad som skulle hända, men spara inget.", "Report what would happen, but save nothing."),
		"coverage_help":      t("Hur många kommuner som har en gällande överenskommelse en viss dag.", "How many municipalities have an agreement in force on a day."),
		"on_help":            t("Dagen; i dag om inget anges.", "The day; today when none is given."),
		"json_help":          t("Svara med JSON.", "Answer with JSON."),
		"full_help":          t("Med län, kommungrupper och vilka som saknar överenskommelse.", "With counties, groups and who has no agreement."),
		"verify_help":        t("Kontrollera loggen, det som är förseglat och summorna. Första raden är loggens läge: head STORLEK ROT.", "Verify the trail, what is sealed, and the sums. The first line is the trail's head: head SIZE ROOT."),
		"head_help":          t("Ett loggläge som skrevs ut tidigare, ”STORLEK ROT”: loggen måste vara en fortsättning på det.", "A head that was printed earlier, “SIZE ROOT”: the trail must be a longer form of it."),
		"backup_help":        t("Skriv en säkerhetskopia, också medan tjänsten körs. Nycklarna kopierar du för sig.", "Write a backup, also while the service runs. Copy the keys apart from it."),
		"restore_help":       t("Återläs en säkerhetskopia till en ny databas, av samma eller det andra slaget.", "Restore a backup into a new database, of the same or the other kind."),
		"backup_file_help":   t("Säkerhetskopians fil.", "The file of the backup."),
		"user_help":          t("Sköt konton.", "Manage accounts."),
		"user_add_help":      t("Lägg till ett konto. Skriver ut en länk för att välja lösenord.", "Add an account. Prints a link for choosing a password."),
		"user_list_help":     t("Lista konton.", "List accounts."),
		"user_grant_help":    t("Ge ett konto en roll.", "Give an account a role."),
		"user_password_help": t("Sätt ett lösenord; det läses från standard input.", "Set a password; it is read from standard input."),
		"user_block_help":    t("Spärra ett konto och avsluta dess inloggningar.", "Block an account and end its sessions."),
		"user_unblock_help":  t("Släpp in ett spärrat konto igen.", "Let a blocked account in again."),
		"user_name_help":     t("Användarnamnet.", "The user name."),
		"name_help":          t("För- och efternamn.", "First name and surname."),
		"email_help":         t("E-postadress.", "E-mail address."),
		"authority_help":     t("Myndighetens id: af, skr, eller som i adressen /myndighet/ID.", "The authority's id: af, skr, or as in the address /myndighet/ID."),
		"role_help":          t("Rollens kod, till exempel coordinator eller local-admin.", "The role's code, such as coordinator or local-admin."),
		"valid_from_help":    t("Första dag; i dag om inget anges.", "First day; today when none is given."),
		"valid_to_help":      t("Sista dag; tills vidare om inget anges.", "Last day; until further notice when none is given."),
		"keys_cmd_help":      t("Sköt nycklarna.", "Manage the keys."),
		"keys_status_help":   t("Vilka nycklar som finns och vad som är förseglat med dem.", "Which keys there are and what is sealed with them."),
		"keys_rotate_help":   t("Lägg till en nyckel och försegla allt på nytt med den, medan tjänsten körs.", "Add a key and seal everything anew with it, while the service runs."),
		"keys_create_help":   t("Skapa en nyckelfil.", "Make a key file."),
		"keys_file_help":     t("Nyckelfilen.", "The key file."),
		"keys_add_help":      t("Lägg till en nyckel utan att börja använda den.", "Add a key without using it yet."),
		"keys_use_help":      t("Börja använda en nyckel.", "Begin to use a key."),
		"keys_retire_help":   t("Ta bort en nyckel som inget är förseglat med.", "Take away a key that seals nothing."),
		"keys_id_help":       t("Nyckelns id.", "The key's id."),
		"version_help":       t("Programmets version.", "The program's version."),
	}
}
