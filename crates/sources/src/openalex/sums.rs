//! The parameters `apc_sum` and `cited_by_count_sum`: sums over all matches, in the envelope.

use serapeum_model::{BadRequest, Condition, Entity, Params, Predicate, Sum};

/// A sum by the entity it is of.
struct Known {
    parameter: &'static str,
    entities: &'static [&'static str],
    name: &'static str,
    field: &'static str,
    of: Option<Condition>,
}

static KNOWN: [Known; 4] = [
    Known {
        parameter: "apc_sum",
        entities: &["works"],
        name: "apc_list_sum_usd",
        field: "apc_list.value_usd",
        of: None,
    },
    // Only these were paid for.
    Known {
        parameter: "apc_sum",
        entities: &["works"],
        name: "apc_paid_sum_usd",
        field: "apc_paid.value_usd",
        of: Some(Condition::OneOf("open_access.oa_status", &["gold", "hybrid"])),
    },
    Known {
        parameter: "apc_sum",
        entities: &["sources"],
        name: "apc_list_sum_usd",
        field: "apc_usd",
        of: None,
    },
    Known {
        parameter: "cited_by_count_sum",
        entities: &[],
        name: "cited_by_count_sum",
        field: "cited_by_count",
        of: None,
    },
];

/// The sums that the parameters ask for.
pub(super) fn read(entity: &'static Entity, params: &Params) -> Result<Vec<Sum>, BadRequest> {
    let mut sums = Vec::new();
    for parameter in ["apc_sum", "cited_by_count_sum"] {
        match params.first(&[parameter]).unwrap_or_default().to_ascii_lowercase().as_str() {
            "true" => {}
            "" | "false" => continue,
            other => {
                let text = format!("Value for {parameter} must be true or false, not {other}.");
                return Err(BadRequest::query(parameter, text));
            }
        }
        let of = |known: &&Known| {
            known.parameter == parameter
                && (known.entities.is_empty() || known.entities.contains(&entity.name))
        };
        let before = sums.len();
        sums.extend(KNOWN.iter().filter(of).filter_map(|known| {
            let of = known.of.as_ref().map_or(Predicate::everything(), |of| entity.condition(of));
            Some(Sum { name: known.name, field: entity.field(known.field)?, of })
        }));
        if sums.len() == before {
            let text = format!("{parameter} does not apply to {}.", entity.name);
            return Err(BadRequest::query(parameter, text));
        }
    }
    Ok(sums)
}
