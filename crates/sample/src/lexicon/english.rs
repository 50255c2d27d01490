//! English words by rough frequency: first the function words, then the words of abstracts.

/// Number of leading words of [`WORDS`] that are function words.
pub(crate) const FUNCTION_WORDS: usize = 48;

#[rustfmt::skip]
pub(crate) const WORDS: &[&str] = &[
    "the", "of", "and", "in", "to", "a", "for", "with", "is", "that", "on", "was", "by", "this", "are", "as", "were",
    "from", "be", "we", "an", "at", "which", "or", "have", "between", "has", "these", "can", "it", "not", "their",
    "also", "than", "been", "more", "both", "two", "after", "its", "but", "during", "other", "may", "such", "our",
    "into", "all", "study", "results", "patients", "data", "model", "analysis", "using", "method", "research",
    "effect", "system", "health", "treatment", "based", "learning", "open", "access", "high", "development",
    "social", "clinical", "effects", "climate", "change", "performance", "cell", "time", "methods", "disease",
    "cancer", "students", "education", "significant", "approach", "water", "risk", "energy", "network", "quality",
    "surface", "human", "control", "process", "information", "structure", "care", "population", "temperature",
    "models", "role", "factors", "review", "machine", "deep", "neural", "language", "policy", "protein", "gene",
    "expression", "cells", "growth", "theory", "design", "properties", "concentration", "species", "management",
    "response", "impact", "activity", "environmental", "soil", "evaluation", "children", "women", "diagnosis",
    "therapy", "infection", "public", "food", "economic", "genetic", "molecular", "optical", "magnetic", "quantum",
    "dynamics", "simulation", "algorithm", "optimization", "detection", "classification", "image", "imaging",
    "signal", "brain", "cognitive", "behavior", "memory", "community", "urban", "rural", "history", "culture",
    "political", "law", "market", "financial", "investment", "innovation", "technology", "digital", "web",
    "software", "security", "privacy", "communication", "media", "knowledge", "science", "scientific", "citation",
    "journal", "articles", "publication", "bibliometric", "scholarly", "peer", "university", "teaching", "school",
    "curriculum", "assessment", "survey", "interview", "qualitative", "quantitative", "statistical", "regression",
    "correlation", "variables", "parameters", "experimental", "numerical", "theoretical", "linear", "nonlinear",
    "stochastic", "equation", "function", "space", "field", "phase", "transition", "crystal", "film", "thin",
    "polymer", "composite", "nanoparticles", "graphene", "carbon", "oxide", "hydrogen", "oxygen", "nitrogen",
    "metal", "alloy", "steel", "concrete", "mechanical", "thermal", "electrical", "electronic", "device", "sensor",
    "wireless", "power", "voltage", "solar", "wind", "battery", "fuel", "combustion", "emission", "pollution",
    "waste", "river", "ocean", "marine", "coastal", "forest", "plant", "seed", "crop", "yield", "agricultural",
    "animal", "fish", "bird", "insect", "bacteria", "bacterial", "virus", "viral", "vaccine", "immune",
    "inflammation", "antibody", "receptor", "enzyme", "metabolism", "insulin", "diabetes", "obesity", "diet",
    "nutrition", "exercise", "muscle", "bone", "heart", "cardiac", "blood", "pressure", "vascular", "stroke", "lung",
    "respiratory", "asthma", "kidney", "liver", "surgery", "surgical", "pain", "drug", "dose", "toxicity",
    "mortality", "survival", "incidence", "prevalence", "cohort", "trial", "randomized", "placebo", "outcome",
    "outcomes", "intervention", "prevention", "mental", "depression", "anxiety", "stress", "sleep", "aging",
    "elderly", "adolescents", "family", "gender", "inequality", "poverty", "migration", "labor", "employment",
    "trade", "governance", "democracy", "religion", "philosophy", "ethics", "art", "music", "literature",
    "archaeology", "ancient", "medieval", "modern", "colonial", "earthquake", "seismic", "geological", "mineral",
    "rock", "sediment", "groundwater", "atmosphere", "precipitation", "drought", "flood", "satellite", "remote",
    "sensing", "mapping", "spatial", "temporal", "galaxy", "stellar", "particle", "plasma", "laser", "spectroscopy",
    "chromatography", "synthesis", "catalyst", "reaction", "kinetics", "adsorption", "membrane", "dna", "rna",
    "genome", "sequencing", "mutation", "evolution", "phylogenetic", "biodiversity", "conservation", "ecosystem",
    "habitat", "sustainability", "sustainable", "robot", "autonomous", "vehicle", "traffic", "transport",
    "logistics", "supply", "chain", "manufacturing", "production", "cost", "efficiency", "decision", "uncertainty",
    "framework", "strategy", "stakeholders", "participation", "leadership", "organizational", "consumer", "tourism",
    "sport", "nursing", "hospital", "emergency", "pandemic", "covid-19", "biomarkers", "tumor", "metastasis",
    "chemotherapy", "radiation", "pregnancy", "neonatal", "pediatric", "dental", "oral", "skin", "eye", "visual",
    "auditory", "speech", "motor", "perception", "attention", "emotion", "personality", "identity", "discourse",
    "narrative", "semantic", "ontology", "database", "query", "retrieval", "indexing",
];

/// Tokens that need care in JSON, in search and in encodings; they come up rarely.
#[rustfmt::skip]
pub(crate) const AWKWARD: &[&str] = &[
    "\\\"open\\\"", "\\\\alpha", "C:\\\\data", "H₂O", "<i>p</i>", "𝛼-helix", "🧬", "π≈3.14", "naïve", "Ångström",
    "O’Neill", "\\/path", "co\\u00f6perative", "5%", "R&D", "—", "α/β", "“quoted”", "x^2", "~10", "c++", "e.g.,",
    "null", "true", "🌍",
];

#[rustfmt::skip]
pub(crate) const BEGINNINGS: &[&str] = &[
    "bio", "geo", "neuro", "micro", "macro", "hydro", "thermo", "electro", "photo", "cyto", "endo", "peri", "sub",
    "trans", "para", "meta", "poly", "mono", "auto", "iso", "pseudo", "tri", "anti", "pro", "re", "de", "in", "con",
    "per", "ex",
];
#[rustfmt::skip]
pub(crate) const MIDDLES: &[&str] = &[
    "log", "morph", "genet", "derm", "path", "tect", "duct", "spect", "clin", "form", "gen", "lat", "min", "nom",
    "phas", "quant", "rit", "sorb", "tens", "vert", "cyst", "fract", "graph", "kin", "lith", "mer", "stat", "stru",
    "vent", "zym",
];
#[rustfmt::skip]
pub(crate) const ENDINGS: &[&str] = &[
    "ation", "ic", "ity", "al", "ology", "ase", "in", "ous", "ive", "ment", "ance", "ide", "ing", "ed", "oid", "ism",
    "s",
];
