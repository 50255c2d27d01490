//! A request as data, and its text.

/// How much of the match is asked for.
#[derive(Debug, Clone)]
pub(crate) enum Paging {
    Page { rows: Option<usize>, offset: Option<usize> },
    Sample(usize),
    Walk(usize),
}

#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// The filter that the path stands for, with the path before `/works`.
    pub(crate) of: Option<(&'static str, String, String)>,
    pub(crate) filters: Vec<(String, String)>,
    /// With the number of values; none is `*`.
    pub(crate) facets: Vec<(&'static str, Option<usize>)>,
    pub(crate) sort: Option<&'static str>,
    pub(crate) order: Option<&'static str>,
    pub(crate) select: Vec<&'static str>,
    pub(crate) paging: Paging,
}

impl Asked {
    /// The parameters but those of paging, as one text.
    pub(crate) fn text(&self) -> String {
        let path = self.of.as_ref().map_or(String::new(), |(_, _, path)| format!("{path}/"));
        let mut params = Vec::new();
        let pairs: Vec<_> = self.filters.iter().map(|(n, v)| format!("{n}:{v}")).collect();
        if !pairs.is_empty() {
            params.push(format!("filter={}", encoded(&pairs.join(","))));
        }
        let facets = self.facets.iter().map(|(name, count)| match count {
            Some(count) => format!("{name}:{count}"),
            None => format!("{name}:*"),
        });
        let facets: Vec<_> = facets.collect();
        if !facets.is_empty() {
            params.push(format!("facet={}", facets.join(",")));
        }
        params.extend(self.sort.map(|sort| format!("sort={sort}")));
        params.extend(self.order.map(|order| format!("order={order}")));
        if !self.select.is_empty() {
            params.push(format!("select={}", self.select.join(",")));
        }
        match self.paging {
            Paging::Page { rows, offset } => {
                params.extend(rows.map(|rows| format!("rows={rows}")));
                params.extend(offset.map(|offset| format!("offset={offset}")));
            }
            Paging::Sample(size) => params.push(format!("sample={size}")),
            Paging::Walk(rows) => params.push(format!("rows={rows}")),
        }
        format!("crossref/{path}works?{}", params.join("&"))
    }
}

/// Percent-encoded, but for what is easier to read as it is.
pub(crate) fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:,|!*/".contains(&byte);
    let encode = |byte: u8| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}
