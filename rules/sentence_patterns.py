"""The Danish sentence of each kind of rule and gate. How a pattern is read: `rules.sentence`.

No pattern names a number: what varies is a field. Every number, day, group and choice of a kind stands in its pattern
once; a test holds the patterns to the fields.
"""

from rules.gates.terms import GateKind
from rules.terms import Kind

_COUNTING = " Som samtale tæller {counting.kinds}[, men ikke en samtale holdt af {counting.not_by} alene]."
_AGED = "[ For {aged.groups} gælder reglen kun[ under {aged.under} år][ fra {aged.since} år].]"
_MET_BY = (
    " Fristen er opfyldt ved <visitation til {met_by.referrals}|{met_by.activities} {met_by.activity_when}"
    "[ ({met_by.places})]|aftale med en virksomhed, der begynder inden {met_by.agreement_within}"
    "|at {met_by.considerations} er overvejet|afholdt {met_by.conversations}|samtale med {met_by.conversation_with}>."
    "[ {met_by.older_facts}.]"
    "[ {met_by.from_opening}.]"
)
_DUE = (
    "[, dog tidligst {not_before}].[ Reglen gælder ikke, hvis borgeren {unless_answer}.]"
    "[ Reglen gælder ikke, hvis {unless_started} er begyndt inden fristen.]" + _MET_BY
)

AFTER = (
    "[ Uret står stille ved {stops}.][ For {also_stops.groups} står uret også stille ved {also_stops.stops}.]"
    "[ Reglen er lovkrav til og med {statute_until} og derefter kommunal politik.]"
    "[ Listen hedder »{list_text}«.]"
)
"""What a rule of any kind may also say."""

FLAGS = {
    "met_by.older_facts": "også ældre visitationer og tilbud i samme forløb tæller",
    "met_by.from_opening": "kun det, der sker, efter at vinduet er åbnet, tæller",
    "without_barriers": "reglen gælder borgere uden barrierer",
    "company_found": "virksomheden skal være fundet",
    "or_agreed": "et tilbud aftalt før genåbningen tæller også",
    "working_days": "fridage tæller ikke",
    "rest": "andre tilbud",
    "ended": "et tilbud, der er sluttet, efter at borgeren kom i målgruppen, tæller også",
    "study_ahead": "listen gælder dem, der har en studiestart forude",
    "elsewhere": "når tilbuddet købes hos en anden leverandør end katalogets",
}
"""What a yes says; a no is left out."""

_STEP = "[{%s.text}: ]{%s.activities}[ sammen med {%s.beside}][ ({%s.places})]"
_STEPS = _STEP.replace("%s", "first") + "".join(
    f"[, dernæst {_STEP.replace('%s', place)}]" for place in ("second", "third", "fourth", "fifth")
)

_WORDS = "{first}" + "".join(
    f"[, dernæst {{{place}}}]" for place in ("second", "third", "fourth", "fifth", "sixth", "seventh")
)

PATTERNS: dict[Kind | GateKind, str] = {
    Kind.DUE_AFTER: "{groups} har frist {within} efter {anchor}" + _DUE,
    Kind.WINDOW: "{groups} har et vindue, der åbner {opens_after} og lukker {within} efter {anchor}" + _DUE,
    Kind.SLOT_NUMBER: "{groups} har samtale nummer {slot} i en række med én samtale pr. {every} efter {anchor}."
    + _COUNTING,
    Kind.SLOT_INTERVAL: "{groups} har mindst én samtale i hvert af {slots} intervaller på {every} efter {anchor}."
    " En ekstra samtale tæller også i det næste interval, når den er holdt højst {early_days} dage før det."
    + _COUNTING,
    Kind.COUNT_WITHIN: "{groups} har {count} samtaler inden {within} efter {anchor}." + _COUNTING,
    Kind.JOINT_WITHIN: "{groups} har {count} samtaler inden {within} efter {anchor}, heraf {joint} sammen med"
    " {joint_with}." + _COUNTING,
    Kind.YEARLY: "{groups} har et tilbud inden {within} efter {anchor} og derefter igen efter hvert tilbuds sidste dag."
    " Som tilbud tæller {activities}.",
    Kind.BEFORE_END: "For {groups} besluttes en forlængelse {before} før sidste dag i {activities}."
    " Fristen vises {opens_before} før.",
    Kind.HAND_SET: "{groups} har næste samtale på den aftalte dag, når ingen anden regel giver den en dato."
    + _COUNTING,
    Kind.EMPTY_INTERVALS: "{groups} står på listen, når et interval efter {of} er gået uden samtale.",
    Kind.ENDED_UNREFERRED: "[{groups} står på listen, når ]{activities} er slut uden visitation og uden {answered_by}.",
    Kind.LONG_UNREFERRED: "{groups} står på listen efter mere end {within} på samme ydelse uden visitation.",
    Kind.LONG_SPELL: "{groups} står på listen efter mere end {within} fra {anchor}.",
    Kind.ACTIVITY_SET: "Tilbud i sættet »{name}« er {activities}.",
    Kind.SAME_AS: "Reglen giver samme svar som {of}.",
    Kind.RECORDS_LIST: "Listen følger af kommunens registreringer og ikke af den enkelte borgers forløb.",
    Kind.DISTANCE: "Tæt på arbejdsmarkedet er {near}. Langt fra arbejdsmarkedet er {far}. {by_recovery} er tæt på, når"
    " raskmelding ventes inden {within} efter første fraværsdag, eller når en behandling afventes.",
    Kind.FOCUS_NOTE: "{groups} fra {from_age} til {to_age} år får bemærkningen »{text}« ved samtalen efter {of}.",
    Kind.FOLLOWED_BY: "[{groups}, der har været i ]{activities} i mindst {at_least} uden ophold, er i {answered_by}"
    " senest {within} efter den sidste dag. Fristen vises {opens_before} før med teksten »{text}«."
    "[ Pligten ophører ved {closed_by}.]",
    Kind.STOP_AFTER_NO: "[For {groups} gælder: ]{activities} slutter senest {within} efter en opfølgning med svaret"
    " nej.",
    Kind.ACTIVITY_GAP: "{groups} er højst {within} uden tilbud, regnet fra {anchor} og siden fra hvert tilbuds sidste"
    " dag. Som tilbud tæller {activities}.[ Uret begynder forfra efter {restarts}.]" + _AGED,
    Kind.AFTER_REOPENING: "{groups} har frist {within} efter genåbningen[ eller, uden genåbning, efter {otherwise}]."
    "[ Reglen gælder borgere i genåbningens klasse {offer_class}.]"
    "[ {without_barriers}.]"
    "[ Reglen gælder borgere, der venter på {awaited}.][ {company_found}.]"
    "[ Fristen er opfyldt ved <{activities}|{conversations}[ ({form})]>.]"
    "[ {or_agreed}.]"
    "[ Pligten ophører ved {closed_by}.]" + _AGED,
    Kind.TIMELINESS: "Rettidigheden er andelen af de forfaldne samtaler efter {of}, der er holdt i tide.",
    Kind.INFORMATION_FIRST: "[{groups} inviteres til ]{meeting} før den første {before}.",
    Kind.PERSONAL_NUMBER: "[{groups} har ]samtale nummer {number} i forløbet ansigt til ansigt. Som samtale tæller"
    " {kinds}. Fra {advisory_from} er det en anbefaling.",
    Kind.PERSONAL_BEFORE_ACTIVITY: "[For {groups} gælder: ]Inden for {within} før et tilbud begynder, holdes en samtale"
    " ansigt til ansigt. Som samtale tæller {kinds}. Fra {advisory_from} er det en anbefaling.",
    Kind.NEVER_CANCELLED: "En booket samtale aflyses ikke på grund af {reasons}. Den kan flyttes af {mover} ved"
    " {move_reasons}.",
    Kind.PLAN_UNDER_AGE: "[For {groups} gælder: ]Alle under {under_age} år har en uddannelsesplan.",
    Kind.ELAPSED_HOURS: "Virksomheden kontaktes inden {hours} timer.[ {working_days}.]",
    Kind.JOBS_IN_TALK: "[For {groups} gælder: ]I samtalen tales om åbne {jobs}, der passer til borgerens jobmål.",
    Kind.CONTACT_LIST: "Virksomheder uden {kinds} i {within} står på ringelisten.",
    Kind.CANDIDATE_ALLOWED: "Kandidater sættes på en rekrutteringsanmodning indtil dens frist: af {self_by}, når"
    " rådgiver selv sætter på, og af {searched_by}, når der udsøges.",
    Kind.KEPT_FRESH: "Et åbent job, som ingen har opdateret i {within}, skal opdateres.",
    Kind.COOLING_OFF: "Det siges, når virksomheden har haft {kinds} inden for {within}.",
    Kind.MEMBERSHIP_GOAL: "Medlemmer af Code of Care øges fra {baseline} til {goal} senest {reached_by}.",
    Kind.COMPANY_PRACTICE: "Kommunen har besluttet, at {way}.",
    Kind.RECORD_KEPT: "For {groups} registreres {record}[, senest {within} efter første fraværsdag]."
    "[ Mangler det, siges det fra {warn_after} efter første fraværsdag.]",
    Kind.WORTH_CONSIDERING: "For {groups} kan overvejes {activities}, {text}.",
    Kind.OFFER_LACKING: "{groups}[, som kommer fra {after_groups},] står på en liste, når de ikke har et tilbud i gang"
    " eller planlagt. Som tilbud tæller {activities}. På listen står: »{text}«.[ Listen gælder ikke {left_out}.]"
    "[ Listen gælder ikke under {pauses}.][ {ended}.][ {study_ahead}.]",
    Kind.BUDGET_PACE: "Der advares, når der er disponeret mere end den del af budgettet, der svarer til årets gang,"
    " plus {tolerance} % af budgettet. I {reduced_year} er budgettet til køb af tilbud reduceret med {reduction} kr.",
    Kind.BOUND_LINES: "Budgetlinjer til {activities} er bundne. De vises for sig og regnes ikke med til det, der kan"
    " skæres.",
    Kind.OFFER_SHEET: "Alle tilbud til en målgruppe står på én side efter farve med {shows}.",
    Kind.SECTOR_SHARE: "{activities} gives så vidt muligt i {sector} virksomhed. Andelen opgøres.",
    Kind.OFFER_MIX: "Påbegyndte tilbud fordeles på {families}. Til sammenligning: {baseline.guidance} % øvrig"
    " vejledning"
    " og opkvalificering, {baseline.business} % virksomhedsrettede tilbud og {baseline.education} % uddannelse.",
    Kind.ORDER: "For {groups}[ under {under_age} år][, {text},] er rækkefølgen " + _STEPS + "[, til sidst {rest}]."
    " Ved et senere trin skrives det, hvorfor de tidligere ikke er mulige. Begrundelsen {weight}.",
    Kind.CONSIDERATION: "For {groups}[ under {under_age} år] spørges der[ ved {activities}][ på {places}]"
    "[, {elsewhere}][, når {supplier} er leverandør]: »{text}« Der svares med {asked_as}. Svaret {weight}.",
    Kind.LADDER: "For {groups} er trinene: " + _WORDS + ". Hver borger har et trin med dato.",
    Kind.CLARIFICATION: "For {groups} prøves i rækkefølge: " + _WORDS + ". Et senere trin vælges først, når de"
    " tidligere er vurderet ikke mulige med en begrundelse.",
    Kind.LISTED_FIRST: "For {groups} står {activities} først, når et tilbud vælges[, men for {far} står]"
    "[ {far_activities} først].",
    Kind.ELIGIBILITY: "Kun {groups} kan få {activities}.[ Svaret på »{text}« skal være ja.]",
    GateKind.FIXED_COLOUR: "For {groups} er farven på {activities} {colour}.",
    GateKind.LEAST_COLOUR: "For {groups} er farven på {activities} mindst {colour}.",
    GateKind.CATALOGUE_COLOUR: "For {groups} følger farven af tilbudskataloget for {activities}. Uden for kataloget"
    " er farven {without_entry}.",
    GateKind.UNCATEGORISED: "For {groups} siges det, når et tilbud ikke står i kataloget. Det gælder {activities}.",
    GateKind.PRICE_COLOUR: "For {groups} er farven mindst {colour}, når et tilbud koster mere end {limit} kr. pr."
    " borger og uge."
    " Det gælder {activities}.",
    GateKind.COLOUR_REFUSED: "For {groups} kan et tilbud med farven {colour} ikke bevilges.",
    GateKind.COLOUR_DISCUSSED: "For {groups} kræver et tilbud med farven {colour} {agreement} senest på første dag.",
    GateKind.COLOUR_FREE: "For {groups} kan et tilbud med farven {colour} bevilges frit.",
    GateKind.GOAL: "For {groups} har tilbuddet et mål: job eller uddannelse. Det gælder {activities}.",
    GateKind.PRICE_KNOWN: "For {groups} er pris og forventet udbytte kendt. Det gælder {activities}.",
    GateKind.ANSWERS: "For {groups} er begrundelserne skrevet. Det gælder {activities}. Er farven {eased_by}, er en"
    " manglende begrundelse kun en bemærkning.",
    GateKind.NOT_SELF_SUPPORTING: "For {groups} bevilges ikke {activities}.",
    GateKind.QUOTES: "For {groups} har {suppliers} leverandører givet pris og forventet udbytte, medmindre farven er"
    " {not_for}. Det gælder {activities}.",
    GateKind.HOURS_AT_MOST: "For {groups} har tilbuddet højst de timer, borgeren kan deltage i. Det gælder"
    " {activities}.",
    GateKind.HOURS_AT_LEAST: "For {groups} er tilbuddene på første dag tilsammen mindst {hours} timer om ugen.",
    GateKind.LENGTH_AT_MOST: "For {groups} varer en bevilling højst {within}, medmindre {unless} giver længere tid."
    " Det gælder {activities}.",
    GateKind.LONGER_AGREED: "For {groups} kan en bevilling vare længere end efter {beyond}, højst {within}, ved særligt"
    " behov og {agreement}. Det gælder {activities}.",
    GateKind.LENGTH_BETWEEN: "For {groups} varer en bevilling fra {shortest} til {longest}. Det gælder {activities}."
    " Efter loven højst {statutory.within} for {statutory.groups}[ og {statutory.others} for andre].",
    GateKind.PROGRESS: "For {groups} slutter tilbuddet senest {within} efter en opfølgning med svaret nej. Det gælder"
    " {activities}.",
    GateKind.EXTENSION_REASONED: "For {groups} begrundes en forlængelse som i {of}, eller den følger {unless}. I"
    " alt højst"
    " {in_all} uden bemærkning. Det gælder {activities}.",
    GateKind.EXTENSION_IN_TIME: "For {groups} besluttes en forlængelse senest på fristen efter {deadline}.",
    GateKind.EXTENSION_DISCUSSED: "For {groups} kræver en forlængelse {agreement} med {present} til stede. Det gælder"
    " {activities}.",
    GateKind.EXTENSION_ASSESSED: "For {groups} besluttes en forlængelse af {by} med en skriftlig vurdering; længden"
    " følger"
    " {of}. Det gælder {activities}. Efter loven højst {statutory.within} for {statutory.groups}"
    "[ og {statutory.others} for andre].",
    GateKind.PLACE_STATED: "For {groups} er arten af plads oplyst. Det gælder {activities}.",
    GateKind.PLACE_REASONED: "For {groups} kræver {places} en begrundelse. Svaret er »{given}« med en begrundelse"
    " og »{empty}« uden.",
    GateKind.PLACE_ONLY_FIRST: "For {groups} gives {places} ikke efter {after}.",
    GateKind.PLACE_FREE: "For {groups} er der en ledig plads. Det gælder {places}.",
    GateKind.SOLE_SUPPLIER: "For {groups} er {supplier} eneste leverandør af {activities}, der begynder fra"
    " {first_start}"
    " til og med {last_start}.",
    GateKind.THREE_PARTY: "For {groups} holdes {conversation}, registreret som {agreement}, med {parties} og"
    " {roles} før et forløb hos"
    " {supplier}.",
}
