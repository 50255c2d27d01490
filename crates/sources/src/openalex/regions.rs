//! Groups of countries that filters name: continents and the global south. The lists are OpenAlex' own, which put some
//! countries where one might not look for them (Cyprus and Georgia in Asia, for one); see
//! <https://docs.openalex.org/api-entities/geo>.

use serapeum_model::Condition;

const AFRICA: &[&str] = &[
    "DZ", "AO", "BJ", "BW", "BF", "BI", "CM", "CV", "CF", "TD", "KM", "CG", "CD", "CI", "DJ", "EG",
    "GQ", "ER", "ET", "GA", "GM", "GH", "GN", "GW", "KE", "LS", "LR", "LY", "MG", "MW", "ML", "MR",
    "MU", "YT", "MA", "MZ", "NA", "NE", "NG", "RE", "RW", "SH", "ST", "SN", "SC", "SL", "SO", "ZA",
    "SS", "SD", "SZ", "TZ", "TG", "TN", "UG", "ZM", "ZW",
];
const ANTARCTICA: &[&str] = &["AQ", "BV", "HM"];
const ASIA: &[&str] = &[
    "AF", "AM", "AZ", "BH", "BD", "BT", "IO", "BN", "KH", "CN", "CX", "CC", "CY", "GE", "HK", "IN",
    "ID", "IR", "IQ", "IL", "JP", "JO", "KZ", "KP", "KR", "KW", "KG", "LA", "LB", "MO", "MY", "MV",
    "MN", "MM", "NP", "OM", "PK", "PS", "PH", "QA", "SA", "SG", "LK", "SY", "TW", "TJ", "TH", "TL",
    "TR", "TM", "AE", "UZ", "VN", "YE",
];
const EUROPE: &[&str] = &[
    "AX", "AL", "AD", "AT", "BY", "BE", "BA", "BG", "HR", "CZ", "DK", "EE", "FO", "FI", "FR", "DE",
    "GI", "GR", "GG", "HU", "IS", "IE", "IM", "IT", "JE", "XK", "LV", "LI", "LT", "LU", "MK", "MT",
    "MD", "MC", "ME", "NL", "NO", "PL", "PT", "RO", "RU", "SM", "RS", "SK", "SI", "ES", "SJ", "SE",
    "CH", "UA", "GB", "VA",
];
const NORTH_AMERICA: &[&str] = &[
    "AI", "AG", "AW", "BS", "BB", "BZ", "BM", "BQ", "CA", "KY", "CR", "CU", "CW", "DM", "DO", "SV",
    "GL", "GD", "GP", "GT", "HT", "HN", "JM", "MQ", "MX", "MS", "NI", "PA", "PR", "BL", "KN", "LC",
    "MF", "SX", "PM", "VC", "TT", "TC", "US", "VG", "VI",
];
const OCEANIA: &[&str] = &[
    "AS", "AU", "CK", "FJ", "PF", "GU", "KI", "MH", "FM", "NR", "NC", "NZ", "NU", "NF", "MP", "PW",
    "PG", "PN", "WS", "SB", "TK", "TO", "TV", "VU", "WF",
];
const SOUTH_AMERICA: &[&str] =
    &["AR", "BO", "BR", "CL", "CO", "EC", "FK", "GF", "GY", "PY", "PE", "GS", "SR", "UY", "VE"];

/// The countries of the global south.
pub(super) const GLOBAL_SOUTH: &[&str] = &[
    "AF", "DZ", "AO", "AG", "AR", "BS", "BH", "BD", "BB", "BZ", "BJ", "BT", "BO", "BA", "BW", "BR",
    "BN", "BF", "BI", "CV", "KH", "CM", "CF", "TD", "CL", "CN", "CO", "KM", "CG", "CD", "CR", "CU",
    "CI", "DJ", "DM", "DO", "EC", "EG", "SV", "GQ", "ER", "SZ", "ET", "FJ", "GA", "GM", "GH", "GD",
    "GT", "GN", "GW", "GY", "HT", "HN", "IN", "ID", "IR", "IQ", "JM", "JO", "KE", "KI", "KP", "KW",
    "LA", "LB", "LS", "LR", "LY", "MG", "MW", "MY", "MV", "ML", "MH", "MR", "MU", "FM", "MN", "MA",
    "MZ", "MM", "NA", "NR", "NP", "NI", "NE", "NG", "OM", "PK", "PS", "PA", "PG", "PY", "PE", "PH",
    "QA", "RW", "KN", "LC", "VC", "WS", "ST", "SA", "SN", "SC", "SL", "SG", "SB", "SO", "ZA", "SS",
    "LK", "SD", "SR", "SY", "TJ", "TZ", "TH", "TL", "TG", "TO", "TT", "TN", "TM", "UG", "AE", "UY",
    "VU", "VE", "VN", "YE", "ZM", "ZW",
];

/// A choice of [`Test::Choice`](serapeum_model::Test::Choice): its names, and what they stand for.
type Choice = (&'static [&'static str], Condition);

/// The continents, each by its name and its Wikidata id, as conditions on a field of country codes.
pub(super) const fn continents(country: &'static str) -> [Choice; 7] {
    [
        (&["africa", "Q15"], Condition::OneOf(country, AFRICA)),
        (&["antarctica", "Q51"], Condition::OneOf(country, ANTARCTICA)),
        (&["asia", "Q48"], Condition::OneOf(country, ASIA)),
        (&["europe", "Q46"], Condition::OneOf(country, EUROPE)),
        (&["north_america", "Q49"], Condition::OneOf(country, NORTH_AMERICA)),
        (&["oceania", "Q55643"], Condition::OneOf(country, OCEANIA)),
        (&["south_america", "Q18"], Condition::OneOf(country, SOUTH_AMERICA)),
    ]
}
