//! Requests with a mistake.

use super::{Params, Random, Use};
use crate::{
    features::Feature,
    oracle::fields::{Class, Field, Grouping, Sorting},
};

/// For works; what the product lacks yet is refused as well.
const REQUESTS: &[&[(&str, &str)]] = &[
    &[("filter", "publication_yeer:2020")],
    &[("filter", "publication_year:2020-2021-2022")],
    &[("filter", "created_date:2020-01-01T00:00:00")],
    &[("filter", "type:")],
    &[("filter", "type:None")],
    &[("filter", "type:undefined")],
    &[("filter", "type")],
    &[("filter", "type:book|language:en")],
    &[("filter", "type:book"), ("filter", "type:book")],
    &[("filter", "id:W123456")],
    &[("filter", "doi_starts_with:10")],
    &[("filter", "host_venue.issn:0957-1558")],
    &[("filter", "locations.source.publisher_lineage:I136199984")],
    &[("filter", "locations.source.host_institution_lineage:P4310320104")],
    &[("sort", "cited_by_count:down")],
    &[("sort", "cited_by_count:DESC")],
    &[("sort", "-cited_by_count")],
    &[("sort", "title.search")],
    &[("sort", "cited_by_count:desc:asc")],
    &[("sort", "relevance_score")],
    &[("group_by", "nothing")],
    &[("group_by", "referenced_works")],
    &[("group_by", "type:unknown")],
    &[("group_by", "type"), ("cursor", "nonsense")],
    &[("group_by", "type"), ("select", "id")],
    &[("group_by", "type"), ("sample", "5")],
    &[("group_by", "type"), ("per-page", "0")],
    &[("group_by", "type"), ("sort", "language.mean")],
    &[("group_by", "type"), ("sort", "nothing.mean")],
    &[("group_by", "type"), ("sort", "cited_by_count")],
    &[("group_by", "type"), ("sort", "cited_by_count.median")],
    &[("group_by", "has_doi"), ("sort", "count")],
    &[("group_by", "type"), ("group_bys", "type")],
    &[("group_by", "type"), ("sort", "count"), ("cursor", "*")],
    &[("group_by", "type,is_oa")],
    &[("group_by", "type,has_doi")],
    &[("group_by", "type,institutions.continent")],
    &[("group_by", "type,topics.domain.id")],
    &[("group_by", "type,nothing")],
    &[("group_by", "type,language,indexed_in,publication_year")],
    &[("group_by", "type,language"), ("cursor", "*")],
    &[("select", "nothing")],
    &[("select", "open_access.is_oa")],
    &[("select", "id,doi,"), ("filter", "nothing:1")],
    &[("sample", "5"), ("sort", "doi")],
    &[("sample", "many")],
    &[("sample", "5"), ("page", "2")],
    &[("seed", "5")],
    &[("corpus", "none")],
    &[("corpus", "all"), ("include_xpac", "true")],
    &[("corpus", "all"), ("filter", "is_xpac:true")],
    &[("per-page", "0")],
    &[("per-page", "-1")],
    &[("per-page", "ten")],
    &[("page", "0")],
    &[("page", "one")],
    &[("page", "2"), ("cursor", "*")],
    &[("cursor", "nonsense")],
    &[("cursor", "null")],
    &[("cursor", "IlsxXSI=")],
    &[("filters", "type:book")],
    &[("page", "0"), ("filter", "nothing:1")],
];

impl Random<'_> {
    pub(super) fn mistake(&mut self) -> String {
        match self.rng.below(4) {
            0 => self.wrong_value(),
            1 => self.wrong_field(),
            _ => {
                let params = *self.rng.pick(REQUESTS);
                let params: Params =
                    params.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
                let works = self.entities.iter().find(|entity| entity.name == "works");
                let works = *works.unwrap_or(&self.entities[0]);
                self.write(works, &params)
            }
        }
    }

    /// A value that a filter's class does not read.
    fn wrong_value(&mut self) -> String {
        let field = self.field(Use::Filter, &|field| field.class != Class::Refused);
        let name = field.name;
        let values: &[&str] = match field.class {
            Class::Bool => &["!true", "maybe", "1", "true false", "true|!false"],
            Class::Exists | Class::South | Class::MagOnly | Class::OldAuthors | Class::Open(_) => {
                &["null", "!null", "!false", "yes", "true|!false", "true|null"]
            }
            Class::Number => &[">=5", "<=5", "!>5", "!5-", "-5-9", "abc", "!abc", "5 6", "5|!6"],
            Class::Date => &[
                "2020",
                "2020-02-30",
                "!2020-02-01",
                "!null",
                "2020-01-01-2020-02-01",
                ">=2020-01-01",
            ],
            Class::Since | Class::Until => &["2020", "2020-13-01", "null", ">2020-01-01"],
            Class::Continent => &["Atlantis", "continents/Q46", "europe|Atlantis", "Q46|!Q48"],
            Class::OpenVersion => &["null", "publishedVersion", "any|!published"],
            Class::Term | Class::Version => &["a|!b"],
            Class::Prefix => &["10", "1"],
            _ => &["nothing", "W", "12345", "W12|!W13", "W12|nothing"],
        };
        let value = *self.rng.pick(values);
        let entity = self.entity_of(field);
        self.write(entity, &vec![("filter", format!("{name}:{value}"))])
    }

    /// A field that cannot be grouped or sorted by.
    fn wrong_field(&mut self) -> String {
        let entity = self.any_entity();
        let own = self.oracle.fields.iter().filter(|field| field.entity == entity.name);
        // Whether these have groups is nowhere told.
        let decided = |field: &&Field| {
            !matches!(field.class, Class::OldAuthors | Class::Open(_) | Class::MagOnly)
        };
        let fields: Vec<&Field> = own.filter(decided).collect();
        let grouped = self.rng.chance(50);
        let fits = |field: &&&Field| match grouped {
            true => field.grouping == Grouping::None,
            false => field.sorting == Sorting::No && Feature::Listed.is_on(),
        };
        let fields: Vec<&&Field> = fields.iter().filter(fits).collect();
        if fields.is_empty() {
            return self.write(entity, &vec![("sort", "nothing".to_owned())]);
        }
        let name = self.rng.pick(&fields).name.to_owned();
        self.write(entity, &vec![(if grouped { "group_by" } else { "sort" }, name)])
    }
}
