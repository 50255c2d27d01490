//! What random requests use. Each can be left out while the product lacks it.

/// A part of the API's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Feature {
    /// Pages of a list, by number.
    Page,
    /// A list walked through with cursors.
    Walk,
    /// One record, by any identifier.
    Single,
    /// A request with a mistake.
    Mistake,
    /// Groups of one field, the largest first.
    Groups,
    /// Groups walked through with cursors.
    GroupWalk,
    /// Groups in two rows: `has_…`, `is_global_south`, `mag_only`.
    GroupTruths,
    /// Groups of continents.
    GroupContinents,
    /// Groups of `version` and `best_open_version`.
    GroupVersions,
    /// Groups of groups: `group_by=a,b`.
    GroupNested,
    /// Several fields side by side: `group_bys=a,b`.
    GroupFacets,
    /// `sort=key`, `sort=count`.
    GroupSort,
    /// `sort=cited_by_count.mean`.
    GroupMetric,
    /// Groups whose label contains `q`.
    GroupQuery,
    /// `cited_by`, `related_to`: lists that stand in another record.
    Listed,
    /// Sorting by a filter that is a condition: by the values that it looks at, or by whether there is one.
    SortConditions,
    /// `sort=cited_by_percentile_year.max:desc` alone is the default order.
    SortReplaced,
    /// Labels of ids of several letters.
    MixedLabels,
    /// `select`.
    Select,
    /// `sample` and `seed`.
    Sample,
    /// `apc_sum`, `cited_by_count_sum`.
    Sums,
    /// `/random`.
    Random,
    /// `corpus`.
    Corpus,
    /// Other names in paths.
    Aliases,
    /// Searches for words: they have a judge of their own, which knows how words are cut.
    Words,
}

/// Whether the product has it; all that it has must be used.
pub(crate) const FEATURES: &[(Feature, bool)] = &[
    (Feature::Page, true),
    (Feature::Walk, true),
    (Feature::Single, true),
    (Feature::Mistake, true),
    (Feature::Groups, true),
    (Feature::GroupWalk, true),
    (Feature::GroupTruths, true),
    (Feature::GroupContinents, true),
    (Feature::GroupVersions, true),
    (Feature::GroupNested, true),
    (Feature::GroupFacets, true),
    (Feature::GroupSort, true),
    (Feature::GroupMetric, true),
    (Feature::GroupQuery, true),
    (Feature::Listed, true),
    (Feature::SortConditions, true),
    (Feature::SortReplaced, true),
    (Feature::MixedLabels, true),
    (Feature::Select, true),
    (Feature::Sample, true),
    (Feature::Sums, true),
    (Feature::Random, true),
    (Feature::Corpus, true),
    (Feature::Aliases, true),
    (Feature::Words, false),
];

impl Feature {
    pub(crate) fn is_on(self) -> bool {
        FEATURES.iter().any(|(feature, on)| *feature == self && *on)
    }
}
