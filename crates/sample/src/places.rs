//! Countries with their cities, languages and naming customs.

use crate::rng::Rng;

pub(crate) struct Country {
    /// ISO 3166-1 alpha-2.
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    /// Domain under which its institutions live.
    pub(crate) domain: &'static str,
    /// ISO 639-1 of the language of its institutions' names.
    pub(crate) language: &'static str,
    /// Naming customs, the most frequent first.
    pub(crate) cultures: &'static [&'static str],
    pub(crate) cities: &'static [&'static str],
    /// Rough centre: hundredths of a degree, north and east positive.
    pub(crate) centre: (i32, i32),
}

#[allow(clippy::too_many_arguments)]
const fn country(
    code: &'static str,
    name: &'static str,
    domain: &'static str,
    language: &'static str,
    cultures: &'static [&'static str],
    cities: &'static [&'static str],
    centre: (i32, i32),
) -> Country {
    Country { code, name, domain, language, cultures, cities, centre }
}

/// By how much they publish.
#[rustfmt::skip]
pub(crate) const COUNTRIES: &[Country] = &[
    country("US", "United States", "edu", "en", &["english", "english", "chinese", "iberian", "indian"], &["Boston", "Ithaca", "Chicago", "Houston", "Seattle", "Atlanta", "Denver", "Ann Arbor", "Austin", "Madison"], (3950, -9835)),
    country("CN", "China", "edu.cn", "zh", &["chinese", "chinese", "chinese", "han"], &["Beijing", "Shanghai", "Wuhan", "Nanjing", "Chengdu", "Xi'an", "Guangzhou", "Harbin"], (3500, 10500)),
    country("GB", "United Kingdom", "ac.uk", "en", &["english", "english", "indian"], &["London", "Oxford", "Manchester", "Edinburgh", "Leeds", "Cardiff"], (5400, -200)),
    country("DE", "Germany", "de", "de", &["german", "german", "turkish", "slavic"], &["Berlin", "München", "Köln", "Heidelberg", "Tübingen", "Göttingen", "Dresden"], (5100, 1000)),
    country("JP", "Japan", "ac.jp", "ja", &["japanese", "japanese", "kanji"], &["Tokyo", "Kyoto", "Osaka", "Sapporo", "Nagoya", "Fukuoka"], (3600, 13800)),
    country("FR", "France", "fr", "fr", &["french", "french", "arabic"], &["Paris", "Lyon", "Toulouse", "Orléans", "Besançon", "Grenoble"], (4600, 200)),
    country("IN", "India", "ac.in", "hi", &["indian", "indian", "devanagari"], &["New Delhi", "Mumbai", "Bengaluru", "Chennai", "Kolkata", "Pune"], (2000, 7700)),
    country("BR", "Brazil", "br", "pt", &["iberian"], &["São Paulo", "Rio de Janeiro", "Brasília", "Belém", "Curitiba", "Florianópolis"], (-1000, -5500)),
    country("CA", "Canada", "ca", "en", &["english", "french", "chinese"], &["Toronto", "Montréal", "Vancouver", "Québec", "Halifax"], (6000, -9500)),
    country("IT", "Italy", "it", "en", &["italian"], &["Roma", "Milano", "Bologna", "Padova", "Forlì"], (4280, 1280)),
    country("ES", "Spain", "es", "es", &["iberian"], &["Madrid", "Barcelona", "Málaga", "Córdoba", "A Coruña"], (4000, -400)),
    country("RU", "Russia", "ru", "ru", &["russian", "cyrillic", "cyrillic"], &["Moscow", "Saint Petersburg", "Novosibirsk", "Kazan", "Tomsk"], (6000, 10000)),
    country("AU", "Australia", "edu.au", "en", &["english", "chinese"], &["Sydney", "Melbourne", "Brisbane", "Perth"], (-2700, 13300)),
    country("KR", "South Korea", "ac.kr", "ko", &["korean", "korean", "hangul"], &["Seoul", "Busan", "Daejeon", "Incheon"], (3700, 12750)),
    country("ID", "Indonesia", "ac.id", "en", &["arabic"], &["Jakarta", "Bandung", "Yogyakarta", "Surabaya"], (-500, 12000)),
    country("TR", "Türkiye", "edu.tr", "tr", &["turkish"], &["İstanbul", "Ankara", "İzmir", "Eskişehir"], (3900, 3500)),
    country("PL", "Poland", "edu.pl", "pl", &["slavic"], &["Warszawa", "Kraków", "Łódź", "Wrocław", "Gdańsk"], (5200, 2000)),
    country("IR", "Iran", "ac.ir", "ar", &["arabic", "arabic-script"], &["Tehran", "Shiraz", "Isfahan"], (3200, 5300)),
    country("NL", "Netherlands", "nl", "en", &["german", "english"], &["Amsterdam", "Utrecht", "Leiden", "’s-Hertogenbosch"], (5225, 550)),
    country("MX", "Mexico", "mx", "es", &["iberian"], &["Ciudad de México", "Mérida", "Querétaro"], (2300, -10200)),
    country("SE", "Sweden", "se", "en", &["nordic"], &["Stockholm", "Göteborg", "Umeå", "Malmö"], (6200, 1500)),
    country("CH", "Switzerland", "ch", "de", &["german", "french", "italian"], &["Zürich", "Genève", "Bern"], (4700, 800)),
    country("UA", "Ukraine", "edu.ua", "ru", &["cyrillic", "russian"], &["Kyiv", "Lviv", "Kharkiv"], (4900, 3200)),
    country("EG", "Egypt", "edu.eg", "ar", &["arabic", "arabic-script"], &["Cairo", "Alexandria", "Mansoura"], (2700, 3000)),
    country("DK", "Denmark", "dk", "en", &["nordic"], &["København", "Aarhus", "Sønderborg"], (5600, 1000)),
    country("GR", "Greece", "gr", "el", &["greek"], &["Athens", "Thessaloniki", "Patras"], (3900, 2200)),
    country("IL", "Israel", "ac.il", "he", &["english", "hebrew"], &["Jerusalem", "Tel Aviv", "Haifa"], (3150, 3475)),
    country("NG", "Nigeria", "edu.ng", "en", &["african"], &["Lagos", "Ibadan", "Nsukka"], (1000, 800)),
    country("ZA", "South Africa", "ac.za", "en", &["african", "english"], &["Cape Town", "Pretoria", "Stellenbosch"], (-2900, 2400)),
    country("PT", "Portugal", "pt", "pt", &["iberian"], &["Lisboa", "Porto", "Évora"], (3950, -800)),
    country("CZ", "Czechia", "cz", "pl", &["slavic"], &["Praha", "Brno", "České Budějovice"], (4975, 1550)),
    country("SA", "Saudi Arabia", "edu.sa", "ar", &["arabic", "arabic-script"], &["Riyadh", "Jeddah"], (2500, 4500)),
    country("CO", "Colombia", "edu.co", "es", &["iberian"], &["Bogotá", "Medellín", "Popayán"], (400, -7200)),
    country("KE", "Kenya", "ac.ke", "en", &["african"], &["Nairobi", "Mombasa"], (100, 3800)),
    country("NO", "Norway", "no", "en", &["nordic"], &["Oslo", "Tromsø", "Ås"], (6200, 1000)),
    country("TW", "Taiwan", "edu.tw", "zh", &["chinese", "han"], &["Taipei", "Hsinchu", "Tainan"], (2350, 12100)),
    country("AR", "Argentina", "edu.ar", "es", &["iberian"], &["Buenos Aires", "Córdoba", "Tucumán"], (-3400, -6400)),
    country("FI", "Finland", "fi", "en", &["nordic"], &["Helsinki", "Jyväskylä", "Oulu"], (6400, 2600)),
    country("IS", "Iceland", "is", "en", &["nordic"], &["Reykjavík", "Akureyri"], (6500, -1800)),
];

/// What stands before and after the city in the name of a university, by the language of the country.
const UNIVERSITIES: [(&str, [(&str, &str); 2]); 9] = [
    ("en", [("University of ", ""), ("", " State University")]),
    ("es", [("Universidad de ", ""), ("Universidad Autónoma de ", "")]),
    ("pt", [("Universidade Federal de ", ""), ("Pontifícia Universidade Católica de ", "")]),
    ("fr", [("Université de ", ""), ("École Normale Supérieure de ", "")]),
    ("de", [("Universität ", ""), ("Technische Universität ", "")]),
    ("ru", [("", " State University"), ("Институт ", " РАН")]),
    ("el", [("Πανεπιστήμιο ", ""), ("University of ", "")]),
    ("pl", [("Uniwersytet ", ""), ("Politechnika ", "")]),
    ("tr", [("", " Üniversitesi"), ("", " Teknik Üniversitesi")]),
];

impl Country {
    /// What stands before and after the city in the names of its universities.
    pub(crate) fn universities(&self) -> &'static [(&'static str, &'static str); 2] {
        let own = UNIVERSITIES.iter().find(|(language, _)| *language == self.language);
        &own.unwrap_or(&UNIVERSITIES[0]).1
    }
}

pub(crate) fn draw(rng: &mut Rng) -> &'static Country {
    rng.pick_skewed(COUNTRIES)
}

/// The country with this code, or the first.
pub(crate) fn by_code(code: &str) -> &'static Country {
    COUNTRIES.iter().find(|country| country.code == code).unwrap_or(&COUNTRIES[0])
}
