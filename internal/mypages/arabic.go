package mypages

import "maps"

// arabic is the whole table of Arabic texts.
var arabic = joined(arabicFirst, arabicMore, arabicMeetings, arabicOutcome)

func joined(parts ...map[string]string) map[string]string {
	all := map[string]string{}
	for _, p := range parts {
		maps.Copy(all, p)
	}
	return all
}

// arabicFirst is the table of Arabic texts, by the Swedish one, in plain words. It shows that my pages can be read in any
// language, from right to left too. TO BE REVIEWED BY A TRANSLATOR BEFORE USE IN PRODUCTION: the texts are no
// authorised translation. Names of authorities, and what people have written, stay as they are.
var arabicFirst = map[string]string{
	// The frame.
	"Hoppa till innehållet": "انتقل إلى المحتوى",
	"Meny":                  "القائمة",
	"Mer":                   "المزيد",
	"Logga in":              "تسجيل الدخول",
	"Logga ut":              "تسجيل الخروج",
	"Huvudmeny":             "القائمة الرئيسية",
	"Sidfot":                "أسفل الصفحة",
	"Demo.":                 "عرض تجريبي.",
	"Språk:":                "اللغة:",
	"Inloggad":              "أنت مسجل الدخول",

	// Headings and the menu.
	"Mina sidor":                                 "صفحاتي",
	"Mina samtycken":                             "موافقاتي",
	"Vem har läst mina uppgifter":                "من قرأ معلوماتي",
	"Hämta mina uppgifter":                       "الحصول على معلوماتي",
	"Vem ansvarar för vad":                       "من المسؤول عن ماذا",
	"Det som väntar, och på vem":                 "ما ننتظره وممّن",
	"Utan dator, eller med hjälp av någon annan": "بدون حاسوب، أو بمساعدة شخص آخر",
	"Handläggare":                                "الموظف المسؤول عنك",
	"Öppen för":                                  "مفتوح لـ",
	"dig själv":                                  "أنت فقط",
	"Den här sidvisningen loggas.":               "يتم تسجيل فتح هذه الصفحة.",

	// The sign-in.
	"Logga in på mina sidor": "تسجيل الدخول إلى صفحاتي",
	"Här ser du som är arbetssökande vad kommunen och Arbetsförmedlingen gör tillsammans för dig, och bestämmer vad de får berätta för varandra.": "هنا يرى الباحث عن عمل ما تقوم به البلدية ومكتب العمل معًا من أجله، ويقرر ما يجوز لكل منهما أن يخبر به الآخر.",
	"Med engångskod på papper": "برمز على ورقة يُستخدم مرة واحدة",
	"Logga in med koden":       "تسجيل الدخول بالرمز",
	"Födelsedatum":             "تاريخ الميلاد",
	"Åtta siffror: år, månad, dag. Till exempel 19920101. Har du samordningsnummer, skriv numrets åtta första siffror.": "ثمانية أرقام: السنة ثم الشهر ثم اليوم. مثال: 19920101. إذا كان لديك رقم تنسيق فاكتب أول ثمانية أرقام منه.",
	"Koden i brevet": "الرمز الموجود في الرسالة",
	"Sexton tecken. Bindestrecken behövs inte.": "ستة عشر حرفًا ورقمًا. لا حاجة إلى الشرطات.",
	"Med e-legitimation":                        "بالهوية الإلكترونية",
	"Logga in med %s":                           "تسجيل الدخول باستخدام %s",
	"Det här är en demonstration med en påhittad person. Ingen legitimation behövs.": "هذا عرض تجريبي لشخص غير حقيقي. لا حاجة إلى إثبات هوية.",
	"Logga in som den arbetssökande Nora Testberg (Demo)":                            "تسجيل الدخول باسم الباحثة عن عمل Nora Testberg (Demo)",
	"Allt som går att göra här kan du också göra genom din handläggare: på ett möte, per telefon eller i ett brev. Har du ett ombud eller en god man vänder sig den personen till handläggaren. Ombud kan inte logga in här.": "كل ما يمكنك فعله هنا يمكنك فعله أيضًا عن طريق الموظف المسؤول عنك: في لقاء أو بالهاتف أو برسالة. إذا كان لديك وكيل أو وصي فعليه أن يتصل بالموظف. لا يمكن للوكيل تسجيل الدخول هنا.",

	// The first page.
	"*Ingen myndighet har skrivit något om dig här.* Tror du att det är fel, prata med din handläggare.":                              "*لم تكتب أي جهة شيئًا عنك هنا.* إذا كنت تظن أن هذا خطأ فتحدث مع الموظف المسؤول عنك.",
	"*Myndigheterna arbetar med frågor om dig: %d väntar på svar.* Du behöver inte göra något. Du bestämmer själv om dina samtycken.": "*تعمل الجهات على أسئلة تخصك: %d بانتظار الجواب.* لا يلزمك فعل شيء. أنت من يقرر بشأن موافقاتك.",
	"*Ingenting väntar på dig.* Du kan se och ta tillbaka dina samtycken när du vill.":                                                "*لا شيء بانتظارك.* يمكنك رؤية موافقاتك وسحبها متى شئت.",
	"*Ingenting väntar på dig.* Vill du att myndigheterna ska kunna hjälpa dig tillsammans kan du lämna ett samtycke.":                "*لا شيء بانتظارك.* إذا أردت أن تساعدك الجهات معًا يمكنك إعطاء موافقة.",
	"ingen är utsedd just nu": "لم يُعيَّن أحد حاليًا",
	"Ingen fråga om dig väntar på svar, och inte heller något som du har bett om.": "لا يوجد سؤال عنك بانتظار الجواب، ولا شيء مما طلبته.",
	"Frågor som är klara (%d)":     "أسئلة انتهت (%d)",
	"*%s* frågade *%s* om: %s, %s": "سألت *%s* *%s* عن: %s، %s",
	"Här ser du att myndigheterna har frågat varandra, men inte vad de har skrivit. Vill du läsa det kan du begära det av din handläggare.": "هنا ترى أن الجهات سألت بعضها، ولكن لا ترى ما كتبته. إذا أردت قراءته فاطلبه من الموظف المسؤول عنك.",
	"Nu ska %s svara, senast %s.":                           "على %s أن تجيب الآن، في موعد أقصاه %s.",
	"Nu ska %s göra något.":                                 "الدور الآن على %s.",
	"Myndigheten väntar på dig. Prata med din handläggare.": "الجهة بانتظارك. تحدث مع الموظف المسؤول عنك.",
	"De väntar på någon utanför myndigheterna.":             "إنهم بانتظار طرف خارج الجهات.",
	"en annan myndighet":                                    "جهة أخرى",

	// Consents.
	"*Ett samtycke gör att en myndighet får berätta om dig för en annan.* Du väljer vem, om vad och hur länge, och kan ta tillbaka det när som helst. Du har rätt till hjälp även om du inte samtycker.": "*الموافقة تسمح لجهة بأن تخبر جهة أخرى عنك.* أنت تختار لمن وعن ماذا ولأي مدة، ويمكنك سحبها في أي وقت. لك الحق في المساعدة حتى لو لم توافق.",
	"Samtycken som du har lämnat":        "الموافقات التي أعطيتها",
	"Du har inte lämnat något samtycke.": "لم تعطِ أي موافقة.",
	"%s får berätta för %s":              "يجوز لـ %s أن تخبر %s",
	"Läge":                               "الحالة",
	"För att":                            "من أجل",
	"Lämnat":                             "تاريخ الموافقة",
	"Grund":                              "السبب القانوني",
	"Gäller":                             "سارية",
	"Gäller till och med %s":             "سارية حتى %s",
	"Har slutat gälla":                   "انتهت",
	"Taget tillbaka %s":                  "تم سحبها في %s",
	"Räckte inte, myndigheten berättar varför": "لم تكن كافية، ستخبرك الجهة بالسبب",
	"Myndigheten prövar det":                   "الجهة تنظر فيها",
	"Ta tillbaka samtycket":                    "سحب الموافقة",
	"Ta tillbaka samtycket?":                   "هل تريد سحب الموافقة؟",
	"Det slutar gälla genast, och båda myndigheterna får veta vad de ska göra. Det som redan har lämnats kan inte tas tillbaka. Du kan lämna ett nytt samtycke när du vill.": "تتوقف فورًا، وتُبلَّغ الجهتان بما يجب عليهما فعله. ما تم إعطاؤه من قبل لا يمكن استرجاعه. يمكنك إعطاء موافقة جديدة متى شئت.",
	"Ja, ta tillbaka":                     "نعم، اسحبها",
	"Avbryt":                              "إلغاء",
	"Lämna ett samtycke":                  "إعطاء موافقة",
	"Lämna samtycket":                     "أوافق",
	"Vem får berätta för vem?":            "من يجوز له أن يخبر من؟",
	"Vad ska de hjälpa dig med?":          "بماذا تريد أن يساعدوك؟",
	"Till exempel: planera språkpraktik.": "مثال: التخطيط لتدريب لغوي.",
	"Hur länge ska det gälla?":            "لأي مدة؟",
	"Tre månader":                         "ثلاثة أشهر",
	"Sex månader":                         "ستة أشهر",
	"Ett år":                              "سنة واحدة",
	"Det finns ingen annan myndighet att berätta för.":              "لا توجد جهة أخرى لإخبارها.",
	"Samtycket gäller nu. Du kan ta tillbaka det här när du vill.":  "الموافقة سارية الآن. يمكنك سحبها هنا متى شئت.",
	"Samtycket är taget tillbaka. Myndigheterna har fått veta det.": "تم سحب الموافقة. تم إبلاغ الجهات.",

	// Who has read, and one's own data.
	"*Varje gång någon öppnar något om dig står det här.* Ser något fel ut, säg det till din handläggare eller till myndighetens dataskyddsombud.": "*كل مرة يفتح فيها أحد شيئًا عنك تُكتب هنا.* إذا بدا لك شيء خطأ فأخبر الموظف المسؤول عنك أو مسؤول حماية البيانات لدى الجهة.",
	"*Du kan ta med dig det som mina sidor visar.* Varje myndighets del står för sig.":                                                             "*يمكنك أخذ ما تعرضه صفحاتي معك.* قسم كل جهة منفصل.",
	"Hämta att läsa och skriva ut (PDF)": "للقراءة والطباعة (PDF)",
	"Hämta för ett annat program (JSON)": "لبرنامج آخر (JSON)",
	"Använder du någon annans dator, ta bort filen när du är klar. Vill du ha allt som en myndighet har skrivit om dig begär du ett registerutdrag av den.": "إذا كنت تستخدم حاسوب شخص آخر فاحذف الملف عند الانتهاء. إذا أردت كل ما كتبته جهة عنك فاطلب منها نسخة من سجلك.",
}
