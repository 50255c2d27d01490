//! Sums over all records that match.

use super::{Oracle, load::Table, params::Params, value::Atom};

/// The members of `meta` that a request asks for.
pub(super) fn sums(
    oracle: &Oracle,
    table: &Table,
    params: &Params,
    rows: &[usize],
) -> Vec<(&'static str, f64)> {
    let column = |name: &str| {
        let field = oracle.field(table.entity.name, name).unwrap();
        table.column(field)
    };
    let sum = |name: &str, counts: &dyn Fn(usize) -> bool| -> f64 {
        let column = column(name);
        let counted = rows.iter().filter(|row| counts(**row));
        counted.flat_map(|row| column.of(*row)).filter_map(Atom::number).sum()
    };
    let mut sums = Vec::new();
    if params.is_true("apc_sum") {
        match table.entity.name {
            "works" => {
                let status = column("open_access.oa_status");
                let paid = |row: usize| {
                    status.of(row).any(|atom| matches!(atom.text(), Some("gold" | "hybrid")))
                };
                sums.push(("apc_list_sum_usd", sum("apc_list.value_usd", &|_| true)));
                sums.push(("apc_paid_sum_usd", sum("apc_paid.value_usd", &paid)));
            }
            "sources" => sums.push(("apc_list_sum_usd", sum("apc_usd", &|_| true))),
            _ => {}
        }
    }
    if params.is_true("cited_by_count_sum") {
        sums.push(("cited_by_count_sum", sum("cited_by_count", &|_| true)));
    }
    sums
}
