package dev.plenum.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The matches of search texts and their order.
 */
class SearchIndexTests {

	private static final Instant NOW = Instant.parse("2027-05-10T10:00:00Z");

	private static final long COMING = NOW.plusSeconds(60).toEpochMilli();

	private static final long OVER = NOW.minusSeconds(60).toEpochMilli();

	private static final SearchText NOBODY = SearchText.name("Ingen");

	@ParameterizedTest(name = "{0}: {2} finds {1}")
	@CsvSource(delimiter = '|', textBlock = """
			sv | Att förebygga våld       | förebyggande
			fi | Kunnissa tehty työ       | kunnat
			en | Preventing violence      | prevented
			de | Soziale Einrichtung      | einrichtungen
			de | Gemeinschaften stärken   | gemeinschaftlich
			no | Kommunenes ansvar        | kommuner
			nb | Kommunenes ansvar        | kommuner
			nn | Kommunenes ansvar        | kommuner
			da | Nye muligheder           | mulighedens
			fr | L'éducation nationale    | nationaux
			fr | L'école                  | école
			es | La trabajadora social    | trabajadores
			""")
	void aWordMatchesInTheFormsOfItsLanguage(String language, String title, String typed) {
		assertThat(finds(new SearchText(title, language), typed)).isTrue();
		assertThat(finds(new SearchText(title, "la"), typed)).isFalse();
	}

	/** Each line has forms of one word, each of which finds all others. */
	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource(textBlock = """
			sv, våld våldet våldets
			sv, skydd skyddet skydden skydds
			sv, team teamet teamen teams
			sv, kvinna kvinnan kvinnor kvinnors kvinnorna kvinnornas kvinnas
			sv, barn barnet barnen barns barnens
			sv, bok boken böcker böckerna böckers böckernas
			sv, handbok handböcker handböckerna
			sv, hand händer händerna handen
			sv, stad städer staden städernas
			sv, man män männen mannen mäns
			sv, natt nätter natten
			sv, fot fötter foten
			sv, son söner sonen sönerna
			sv, dotter döttrar dottern döttrarna
			sv, ledamot ledamöter ledamoten ledamöterna
			sv, land länder landet länderna
			sv, bror bröder bröderna broder
			sv, mor mödrar moder
			sv, nyckel nycklar nyckeln nycklarna
			sv, syster systrar systern systrarna
			sv, förälder föräldrar föräldrarna föräldern föräldrars
			sv, exempel exemplet exemplen
			sv, medel medlet medlen medels
			sv, tecken tecknet tecknen
			sv, regel regler regeln reglerna
			sv, artikel artiklar artikeln artiklarna
			sv, rum rummet rummen rums
			sv, hem hemmet hemmen
			sv, program programmet programmen programmens
			sv, möte möten mötet mötena mötes
			sv, äpple äpplen äpplet
			sv, seminarium seminariet seminarier seminarierna
			sv, museum museet museer museerna
			sv, centrum centret centra
			sv, gymnasium gymnasiet gymnasier
			sv, pojke pojken pojkar pojkarna pojkarnas
			sv, flicka flickor flickan flickorna
			sv, lärare läraren lärarna lärares lärarnas
			sv, händelse händelsen händelser händelserna
			sv, verksamhet verksamheten verksamheter verksamheterna verksamhetens
			sv, organisation organisationer organisationen organisationerna organisationens
			sv, kommun kommunen kommuner kommunerna kommunernas kommunens
			sv, lag lagen lagar lagarna lagens
			sv, idé idén idéer idéerna
			sv, sko skor skon skorna
			sv, öppen öppet öppna öppnas
			sv, vuxen vuxet vuxna vuxnas
			sv, skriven skrivet skrivna
			sv, egen eget egna
			sv, liten litet lilla små
			sv, god gott goda
			sv, ny nytt nya nyare nyaste
			sv, säker säkert säkra säkrare
			sv, vacker vackert vackra
			fi, vesi veden vettä
			fi, käsi käden kädet käsien
			sv, kommitté kommittén kommittéer
			sv, anmälan anmälningar anmälningarna
			sv, ansökan ansökningar
			sv, utbildning utbildningar utbildningen utbildningarna
			sv, kurs kursen kurser kurserna
			sv, klient klienten klienter klienternas
			sv, öga ögon ögonen ögat
			sv, schema scheman schemat
			sv, tema teman temat
			sv, trygg trygga tryggt tryggare
			sv, digital digitala digitalt
			sv, viktig viktiga viktigt viktigare
			sv, social sociala socialt
			sv, ung unga yngre ungas
			sv, utsatt utsatta utsattas
			sv, vuxen vuxna vuxnas
			sv, öppen öppna
			sv, arbete arbetet arbeten arbetets
			sv, boende boendet boenden
			sv, stöd stödet stödets
			sv, ålder ålderns åldrar åldern
			sv, dag dagen dagar dagarna
			sv, vän vänner vännen vännerna
			sv, film filmen filmer filmerna
			sv, hälsa hälsan hälsans
			sv, skola skolan skolor skolorna skolans
			sv, förebygga förebyggande förebygger
			sv, samtal samtalet samtalen samtalens
			sv, liv livet liven livets
			sv, chef chefen chefer cheferna chefernas
			sv, ord ordet orden
			sv, brott brottet brotten brottets
			sv, pris priset priser priserna
			sv, forskare forskaren forskarna forskares
			sv, politiker politikern politikerna
			sv, medarbetare medarbetaren medarbetarna
			sv, sjukhus sjukhuset sjukhusen
			sv, resurs resursen resurser
			sv, metod metoden metoder
			sv, insats insatsen insatser insatserna
			sv, framtid framtiden framtidens
			sv, rättighet rättigheter rättigheterna
			sv, problem problemet problemen
			sv, familj familjen familjer familjerna
			sv, vinter vintrar vintern
			sv, finger fingrar fingret
			sv, teater teatern teatrar
			sv, titel titlar titeln
			sv, cykel cyklar cykeln
			sv, mening meningen meningar
			sv, granne grannen grannar
			sv, timme timmar timmen
			sv, bonde bönder bonden
			fi, vanhus vanhukset vanhusten vanhuksia vanhuksen vanhuksille vanhusta vanhuksilla vanhuksista
			fi, kunta kunnat kunnan kuntien kuntia kunnissa kuntaa kuntaan kunnille kuntiin
			fi, lapsi lapset lapsen lasten lapsia lasta lapsille lapsissa
			fi, nuori nuoret nuorten nuoria nuorille nuoren nuorista
			fi, perhe perheet perheen perheiden perheitä perhettä perheille perheessä
			fi, palvelu palvelut palvelujen palveluiden palveluissa palveluita palvelua palvelun palveluja
			fi, työ työn työtä töitä töissä työssä töiden työhön
			fi, sosiaalityö sosiaalityön sosiaalityössä sosiaalityötä
			fi, talo talot talon talojen taloissa taloja taloon
			fi, oikeus oikeudet oikeuden oikeuksia oikeutta oikeuksien
			fi, mahdollisuus mahdollisuudet mahdollisuuden mahdollisuuksia mahdollisuutta
			fi, nainen naiset naisen naisten naisia naisille
			fi, ihminen ihmiset ihmisen ihmisten ihmisiä ihmistä
			fi, asiakas asiakkaat asiakkaan asiakkaiden asiakkaita asiakkaille asiakasta
			fi, potilas potilaat potilaan potilaita
			fi, opettaja opettajat opettajan opettajien opettajia opettajille
			fi, työntekijä työntekijät työntekijän työntekijöiden työntekijöitä
			fi, väkivalta väkivallan väkivaltaa väkivallasta
			fi, tuki tuen tukea tuet tukien tuessa
			fi, laki lain lakia lait lakien laissa
			fi, aika ajan aikaa ajat
			fi, apu avun apua
			fi, koti kodin kotia kodissa kotien koteja kotiin
			fi, kaupunki kaupungin kaupungit kaupunkien kaupungissa kaupunkeja
			fi, hyvinvointi hyvinvoinnin hyvinvointia
			fi, hoito hoidon hoitoa hoidossa
			fi, tieto tiedon tiedot tietoja tietojen
			fi, hanke hankkeen hankkeet hankkeita hankkeissa
			fi, osoite osoitteen osoitteet
			fi, puhelin puhelimen puhelimet puhelimessa
			fi, päihde päihteet päihteiden päihteitä
			fi, terveys terveyden terveyttä
			fi, köyhyys köyhyyden köyhyyttä
			fi, mies miehet miehen miesten miehiä
			fi, vuosi vuoden vuodet vuosia vuotta vuosien
			fi, koulu koulut koulun kouluissa kouluja
			fi, äiti äidit äidin äitien äitejä
			fi, ryhmä ryhmät ryhmän ryhmiä ryhmissä
			fi, asia asiat asian asioita asioiden asioissa
			fi, yhteisö yhteisöt yhteisön yhteisöjen yhteisöissä
			fi, kysymys kysymykset kysymyksen kysymyksiä
			fi, ratkaisu ratkaisut ratkaisuja ratkaisujen
			fi, johtaja johtajat johtajien johtajia
			fi, tutkimus tutkimukset tutkimuksen tutkimuksia tutkimusta
			fi, projekti projektit projektin projekteja projekteissa
			fi, strategia strategiat strategian strategioita
			fi, vammainen vammaiset vammaisten vammaisille vammaisia
			fi, sosiaalinen sosiaalisen sosiaaliset sosiaalista
			fi, kasvatus kasvatuksen kasvatusta
			fi, ympäristö ympäristön ympäristöissä
			fi, asunto asunnon asunnot asuntoja asuntojen
			fi, raha rahaa rahat rahan rahoja
			fi, mielenterveys mielenterveyden
			fi, jäsen jäsenet jäsenen jäsenten jäseniä
			fi, kieli kielet kielen kielten kieliä kieltä
			fi, elämä elämän elämää elämässä
			fi, työpaikka työpaikat työpaikan työpaikkoja
			fi, viikko viikot viikon viikkoja
			fi, työtön työttömät työttömän työttömien
			fi, kunto kunnon
			sv, tryggt trygg trygga
			sv, mor moder mödrar
			fi, maa maita maiden maissa
			sv, faktor faktorn faktorer faktorerna
			sv, rektor rektorn rektorer
			sv, år året åren årets års
			sv, tjänsteman tjänstemän tjänstemannen tjänstemännen
			sv, nämnd nämnden nämnder nämndens
			sv, intervju intervjun intervjuer intervjuerna
			sv, ungdom ungdomar ungdomarna ungdomens
			sv, flykting flyktingar flyktingarnas
			sv, hus huset husen husets
			sv, brand bränder branden
			sv, rot rötter roten
			sv, kollega kollegan kollegor kollegorna
			sv, utvärdering utvärderingen utvärderingar
			sv, ansvar ansvaret ansvarets
			sv, behov behovet behoven
			sv, beslut beslutet besluten beslutens
			sv, riksdag riksdagen riksdagens
			sv, ledare ledaren ledarna ledarens
			sv, brukare brukaren brukarna brukarnas
			sv, konferens konferensen konferenser
			fi, puu puut puita puiden
			fi, vanhempi vanhemmat vanhempien vanhempia
			fi, päätös päätökset päätöksen päätöstä
			fi, laatu laadun laatua
			fi, helsinki helsingin helsingissä
			fi, sairaala sairaalat sairaaloissa sairaalan
			fi, järjestö järjestöt järjestöjen järjestöissä
			fi, kehitys kehityksen kehitystä
			fi, osaaminen osaamisen osaamista
			fi, hallitus hallituksen hallitukset
			fi, yliopisto yliopistot yliopistoissa yliopiston
			fi, lääkäri lääkärit lääkärin lääkäreitä
			fi, ilta illat illan iltaa
			fi, laite laitteet laitteen laitteita
			fi, tyttö tytöt tytön tyttöjä
			fi, viranomainen viranomaiset viranomaisten viranomaisille
			fi, jälki jäljet jäljen
			fi, kirja kirjat kirjojen kirjoissa
			fi, haaste haasteet haasteita haasteiden
			fi, muutos muutokset muutoksen muutosta
			fi, tulevaisuus tulevaisuuden tulevaisuutta tulevaisuudessa
			fi, vastuu vastuun vastuuta
			fi, maahanmuuttaja maahanmuuttajat maahanmuuttajien maahanmuuttajia
			fi, ikääntynyt ikääntyneet ikääntyneiden
			fi, palkka palkat palkan palkkoja
			fi, henkilöstö henkilöstön henkilöstöä
			fi, verkosto verkostot verkostojen
			fi, päivä päivät päivän päivien päiviä
			fi, maa maat maita maiden
			""")
	void eachFormOfAWordFindsTheOthers(String language, String forms) {
		List<String> all = List.of(forms.split(" "));
		SearchIndex index = SearchIndex.of(all.stream()
			.map((form) -> new SearchEntry(SearchKind.SESSION, form, 0, COMING,
					List.of(new SearchText("Om " + form, language)), List.of(), List.of()))
			.toList());
		assertThat(all)
			.allSatisfy((typed) -> assertThat(index.find(index.words(typed), EnumSet.allOf(SearchKind.class), 50, NOW))
				.as(typed)
				.extracting(SearchEntry::id)
				.containsExactlyInAnyOrderElementsOf(all));
	}

	@ParameterizedTest(name = "{1} in {0}: {2}")
	@CsvSource(delimiter = '|', textBlock = """
			sv | Äldreomsorg                 | omsorg       | true
			sv | Äldreomsorgens framtid      | omsorgen     | true
			sv | Socialtjänstlagen           | lag          | true
			sv | Socialtjänstlagen           | lagen        | true
			sv | Socialtjänstlagen           | tjänst       | true
			sv | Gängkriminalitet            | kriminalitet | true
			sv | Orosanmälningar             | anmälan      | true
			sv | Skolsociala team            | skola        | true
			sv | Kvinnofridslagen            | kvinna       | true
			sv | Handböcker för alla         | bok          | true
			sv | Barnkonventionen            | barnen       | true
			sv | Arbetsmiljöansvar           | ansvaret     | true
			sv | Familjehemsplacering        | placeringar  | true
			sv | Förslag till beslut         | lag          | false
			sv | Kommunikation för alla      | kommuner     | false
			sv | Verksamhetsutveckling       | het          | false
			sv | Verksamhetsutveckling       | ning         | false
			sv | Verksamheterna              | erna         | false
			sv | Socialtjänstlagen           | ter          | false
			sv | Socialtjänstlagen           | s            | true
			sv | Socialtjänstlagen           | t            | false
			sv | Socialtjänstlagen           | la           | false
			fi | Lastensuojelulaki           | laissa       | true
			fi | Lapsensuojelu               | lapset       | true
			fi | Sosiaalityön tulevaisuus    | työ          | true
			fi | Mielenterveyspalvelut       | palveluja    | true
			fi | Toimeentulotuki             | tuen         | true
			fi | Kunnissa tehty työ          | ssa          | false
			fi | Vanhusten palvelut          | ten          | false
			en | Starting together           | art          | false
			sv | Äldreomsorg                 | sv           | false
			fi | Vanhusten palvelut          | fi           | false
			en | Starting together           | en           | false
			en | Starting together           | e            | false
			""")
	void partsOfCompoundsAreFoundButNoFragments(String language, String title, String typed, boolean found) {
		assertThat(finds(new SearchText(title, language), typed)).isEqualTo(found);
	}

	@Test
	void eachFormOfACompoundIsFoundByItsPartBesideTheOthers() {
		assertThat(found("bok", session("a", COMING, "Handbok", "x", "x"), session("b", COMING, "Handböcker", "x", "x"),
				session("c", COMING, "Handböckerna", "x", "x")))
			.containsExactlyInAnyOrder("a", "b", "c");
	}

	@Test
	void wholeWordsRankBeforeOtherFormsAndTheseBeforePartsOfCompounds() {
		assertThat(found("omsorg", session("part", COMING, "Äldreomsorg", "x", "x"),
				session("text", OVER, "x", "x", "Om omsorg"), session("beginning", COMING, "Omsorgslyft", "x", "x"),
				session("form", COMING, "Omsorgen", "x", "x"), session("word", COMING, "Omsorg", "x", "x")))
			.containsExactly("word", "form", "beginning", "text", "part");
	}

	@Test
	void aFragmentThatManyWordsContainFindsNothing() {
		List<SearchEntry> entries = new ArrayList<>();
		for (char letter = 'a'; letter <= 'z'; letter++) {
			entries.add(session(String.valueOf(letter), COMING, "Komm" + letter + "nalitsky", "x", "x"));
		}
		SearchIndex index = SearchIndex.of(entries);
		assertThat(index.find(index.words("nalit"), EnumSet.allOf(SearchKind.class), 50, NOW)).isEmpty();
	}

	@Test
	void aWordInALanguageWithoutStemmerMatchesUnchanged() {
		assertThat(finds(new SearchText("De toekomst van de gemeente", "nl"), "gemeente")).isTrue();
		assertThat(finds(new SearchText("Η κοινωνική υπηρεσία", "el"), "υπηρεσία")).isTrue();
	}

	@ParameterizedTest(name = "{1} in {0}: {2}")
	@CsvSource(delimiter = '|', textBlock = """
			Ny socialtjänstlag      | social              | true
			Ny socialtjänstlag      | socialtjänst ny     | true
			Ny socialtjänstlag      | s                   | true
			Ny socialtjänstlag      | SOCIALTJÄNSTLAG!    | true
			Ny socialtjänstlag      | lag                 | true
			Ny socialtjänstlag      | ny skola            | false
			Vård i hemmet           | vård av hemmet      | true
			Vård i hemmet           | vård och            | false
			Åsa Furén-Thulin        | asa                 | true
			Åsa Furén-Thulin        | thulin åsa          | true
			Åsa Furén-Thulin        | Furen               | true
			Camilla Grönvall        | grønvall camilla    | true
			Øystein Sørensen        | soren oyst          | true
			Sal 1                   | sal 1               | true
			Sal 1                   | sal 2               | false
			""")
	void wordsMatchByTheirBeginningInAnyOrderWithOrWithoutAccents(String title, String typed, boolean found) {
		assertThat(finds(new SearchText(title, "sv"), typed)).isEqualTo(found);
	}

	@ParameterizedTest(name = "{1} in {0}: {2}")
	@CsvSource(delimiter = '|', textBlock = """
			Monica Persson       | Persson        | true
			Monica Persson       | Perssin        | true
			Monica Persson       | Perrsson       | true
			Monica Persson       | Person         | true
			Monica Persson       | Eprsson        | true
			Monica Persson       | Pesrsin        | false
			Monica Persson       | mnoica         | true
			Monica Persson       | xonica         | true
			Hållbar socialtjänst | socialtjenst   | true
			Hållbar socialtjänst | socailtjänst   | true
			Hållbar socialtjänst | socail         | true
			Hållbar socialtjänst | hållba sociol  | true
			Anna Ek              | Anxa           | false
			Anna Ek              | Annna          | true
			Anna Ek              | An             | true
			Panel                | Panem          | true
			""")
	void wordsOfFiveLettersMatchWithOneTypingError(String title, String typed, boolean found) {
		assertThat(finds(new SearchText(title, "sv"), typed)).isEqualTo(found);
	}

	@Test
	void titlesRankBeforePeopleAndTheseBeforeTextsAndTypingErrorsLast() {
		assertThat(found("trygg", session("mistyped", COMING, "Trugg", "x", "x"),
				session("text", COMING, "x", "x", "Ett trygg hem"), session("people", COMING, "x", "Trygg", "x"),
				session("beginning of a title", COMING, "Trygghetslarm", "x", "x"),
				session("title over", OVER, "Trygg", "x", "x"), session("title", COMING, "Trygg", "x", "x")))
			.containsExactly("title", "title over", "beginning of a title", "people", "text", "mistyped");
	}

	@Test
	void ofEqualMatchesComingSessionsRankBeforePastAndCancelledOnes() {
		assertThat(found("vård", session("over", OVER, "Vård", "x", "x"),
				session("cancelled", SearchEntry.CANCELLED, "Vård", "x", "x"),
				session("coming", COMING, "Vård", "x", "x"), session("later", COMING + 1, "Vård", "x", "x")))
			.containsExactly("coming", "later", "over", "cancelled");
	}

	@Test
	void matchesWithTheTypedAccentsRankFirst() {
		assertThat(found("män", session("man", COMING, "Man", "x", "x"), session("män", COMING, "Män", "x", "x")))
			.containsExactly("män", "man");
		assertThat(found("man", session("man", COMING, "Man", "x", "x"), session("män", COMING, "Män", "x", "x")))
			.containsExactly("man", "män");
	}

	@Test
	void theWordItselfRanksBeforeItsOtherForms() {
		assertThat(found("förebygga", session("another", COMING, "Förebyggande", "x", "x"),
				session("itself", COMING, "Att förebygga", "x", "x")))
			.containsExactly("itself", "another");
	}

	@Test
	void wordsCanMatchInDifferentFields() {
		assertThat(found("vård persson hemma", session("all", COMING, "Vård", "Persson", "Hemma"),
				session("two", COMING, "Vård", "Persson", "x"),
				session("words", COMING, "Vård Persson hemma", "x", "x")))
			.containsExactly("words", "all");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\u0000", "?", "*", "\"", "()", "\\", "^^", "👍", "\uD83D",
			"+-&&||!(){}[]^\"~*?:\\/", "%", "$", "\u202E", "\n\t" })
	void aTextWithoutLettersAndDigitsFindsNothing(String typed) {
		assertThat(finds(new SearchText("Vård AND hemma? \\", "sv"), typed)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "vård*", "\"vård hemma\"", "vård AND hemma", "+vård -hemma", "-hemma", "(vård) [hemma",
			"vård~ hemma^", "/vård/", "vård\\", "vård && !hemma", "?vård", "{hemma" })
	void operatorsHaveNoMeaning(String typed) {
		assertThat(finds(new SearchText("Vård and hemma", "sv"), typed)).isTrue();
	}

	@Test
	void onlyTheBeginningOfALongTextIsUsed() {
		SearchText title = new SearchText("Vård hemma", "sv");
		assertThat(finds(title, "a".repeat(10_000))).isFalse();
		assertThat(finds(title, "vård ".repeat(2_000))).isTrue();
		assertThat(finds(title, "vård hemma " + " ".repeat(200) + "skola")).isTrue();
		assertThat(finds(title, "vård hemma ".repeat(5) + "skola")).isTrue();
		assertThat(finds(title, "𝒳".repeat(5_000))).isFalse();
	}

	@Test
	void onlyTheRequestedKindsAndNumberAreFound() {
		SearchIndex index = SearchIndex.of(List.of(session("session", COMING, "Vård", "x", "x"),
				entry(SearchKind.ROOM, "room", COMING, "Vård"), entry(SearchKind.SPEAKER, "speaker", COMING, "Vård")));
		SearchWords words = index.words("vård");
		assertThat(index.find(words, Set.of(SearchKind.ROOM, SearchKind.SESSION), 5, NOW)).extracting(SearchEntry::id)
			.containsExactly("session", "room");
		assertThat(index.find(words, EnumSet.allOf(SearchKind.class), 2, NOW)).hasSize(2);
		assertThat(index.find(words, EnumSet.allOf(SearchKind.class), 0, NOW)).isEmpty();
		assertThat(index.find(words, Set.of(), 5, NOW)).isEmpty();
	}

	@Test
	void anEmptyIndexFindsNothing() {
		assertThat(found("vård")).isEmpty();
	}

	@Test
	void thousandsOfEntriesKeepTheirOrder() {
		List<SearchEntry> entries = new ArrayList<>();
		for (int i = 0; i < 5_000; i++) {
			entries.add(session("%04d".formatted(i), COMING, "Vård " + i, "Namn " + i, "text ".repeat(20) + i));
		}
		SearchIndex index = SearchIndex.of(entries);
		assertThat(index.find(index.words("vård"), EnumSet.allOf(SearchKind.class), 5_000, NOW)).isEqualTo(entries);
	}

	private static boolean finds(SearchText title, String typed) {
		SearchEntry entry = new SearchEntry(SearchKind.SESSION, "it", 0, COMING, List.of(title), List.of(), List.of());
		SearchIndex index = SearchIndex.of(List.of(entry));
		SearchWords words = index.words(typed);
		boolean found = !index.find(words, EnumSet.allOf(SearchKind.class), 10, NOW).isEmpty();
		assertThat(SearchSnippet.of(title, words).isPresent() || !found).as("a match has a snippet").isTrue();
		return found;
	}

	private static List<String> found(String typed, SearchEntry... entries) {
		SearchIndex index = SearchIndex.of(Arrays.asList(entries));
		return index.find(index.words(typed), EnumSet.allOf(SearchKind.class), 10, NOW)
			.stream()
			.map(SearchEntry::id)
			.toList();
	}

	private static SearchEntry session(String id, long until, String title, String person, String text) {
		return new SearchEntry(SearchKind.SESSION, id, 0, until, List.of(new SearchText(title, "sv")),
				List.of(SearchText.name(person), NOBODY), List.of(new SearchText(text, "sv")));
	}

	private static SearchEntry entry(SearchKind kind, String id, long until, String name) {
		return new SearchEntry(kind, id, 0, until, List.of(SearchText.name(name)), List.of(), List.of());
	}

}
