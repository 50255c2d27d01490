//! Groups of countries, from the appendix of the API's reference.

/// The countries of the global south.
pub(super) const SOUTH: &[&str] = &[
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

/// A continent: its id, its label, its countries.
pub(super) type Continent = (&'static str, &'static str, &'static [&'static str]);

/// The continents, in the order of their names.
pub(super) const CONTINENTS: &[Continent] = &[
    (
        "Q15",
        "Africa",
        &[
            "DZ", "AO", "BJ", "BW", "BF", "BI", "CM", "CV", "CF", "TD", "KM", "CG", "CD", "CI",
            "DJ", "EG", "GQ", "ER", "ET", "GA", "GM", "GH", "GN", "GW", "KE", "LS", "LR", "LY",
            "MG", "MW", "ML", "MR", "MU", "YT", "MA", "MZ", "NA", "NE", "NG", "RE", "RW", "SH",
            "ST", "SN", "SC", "SL", "SO", "ZA", "SS", "SD", "SZ", "TZ", "TG", "TN", "UG", "ZM",
            "ZW",
        ],
    ),
    ("Q51", "Antarctica", &["AQ", "BV", "HM"]),
    (
        "Q48",
        "Asia",
        &[
            "AF", "AM", "AZ", "BH", "BD", "BT", "IO", "BN", "KH", "CN", "CX", "CC", "CY", "GE",
            "HK", "IN", "ID", "IR", "IQ", "IL", "JP", "JO", "KZ", "KP", "KR", "KW", "KG", "LA",
            "LB", "MO", "MY", "MV", "MN", "MM", "NP", "OM", "PK", "PS", "PH", "QA", "SA", "SG",
            "LK", "SY", "TW", "TJ", "TH", "TL", "TR", "TM", "AE", "UZ", "VN", "YE",
        ],
    ),
    (
        "Q46",
        "Europe",
        &[
            "AX", "AL", "AD", "AT", "BY", "BE", "BA", "BG", "HR", "CZ", "DK", "EE", "FO", "FI",
            "FR", "DE", "GI", "GR", "GG", "HU", "IS", "IE", "IM", "IT", "JE", "XK", "LV", "LI",
            "LT", "LU", "MK", "MT", "MD", "MC", "ME", "NL", "NO", "PL", "PT", "RO", "RU", "SM",
            "RS", "SK", "SI", "ES", "SJ", "SE", "CH", "UA", "GB", "VA",
        ],
    ),
    (
        "Q49",
        "North America",
        &[
            "AI", "AG", "AW", "BS", "BB", "BZ", "BM", "BQ", "CA", "KY", "CR", "CU", "CW", "DM",
            "DO", "SV", "GL", "GD", "GP", "GT", "HT", "HN", "JM", "MQ", "MX", "MS", "NI", "PA",
            "PR", "BL", "KN", "LC", "MF", "SX", "PM", "VC", "TT", "TC", "US", "VG", "VI",
        ],
    ),
    (
        "Q55643",
        "Oceania",
        &[
            "AS", "AU", "CK", "FJ", "PF", "GU", "KI", "MH", "FM", "NR", "NC", "NZ", "NU", "NF",
            "MP", "PW", "PG", "PN", "WS", "SB", "TK", "TO", "TV", "VU", "WF",
        ],
    ),
    (
        "Q18",
        "South America",
        &["AR", "BO", "BR", "CL", "CO", "EC", "FK", "GF", "GY", "PY", "PE", "GS", "SR", "UY", "VE"],
    ),
];

/// The continent of a name such as `north_america`, or of an id.
pub(super) fn named(name: &str) -> Option<&'static Continent> {
    let spelt = |label: &str| label.replace(' ', "_");
    CONTINENTS.iter().find(|(id, label, _)| {
        id.eq_ignore_ascii_case(name) || spelt(label).eq_ignore_ascii_case(name)
    })
}
