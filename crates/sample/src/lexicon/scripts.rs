//! Words of other languages, enough to exercise their scripts. Longer vocabularies are made by joining two words.

/// A language: its code, the separator of its words, and a few dozen of them.
pub(crate) struct Script {
    pub(crate) code: &'static str,
    /// Languages written without spaces still get some, as segmented abstracts do.
    pub(crate) joint: &'static str,
    pub(crate) words: &'static [&'static str],
}

#[rustfmt::skip]
pub(crate) const SCRIPTS: &[Script] = &[
    Script {
        code: "es",
        joint: "-",
        words: &[
            "de", "la", "el", "en", "y", "los", "del", "se", "las", "por", "una", "con", "para", "análisis",
            "educación", "salud", "investigación", "desarrollo", "gestión", "niños", "evaluación", "población",
            "información", "México", "España", "política", "público", "económico", "tecnología", "enseñanza", "agua",
            "clínico", "métodos", "región", "género",
        ],
    },
    Script {
        code: "de",
        joint: "",
        words: &[
            "der", "die", "und", "in", "von", "zur", "den", "mit", "für", "eine", "über", "Untersuchung",
            "Entwicklung", "größe", "Geschichte", "Universität", "Wirtschaft", "Prüfung", "Verfahren", "Lösung",
            "Einfluß", "Bedeutung", "Übersicht", "Gesellschaft", "Gesundheit", "Kenntnis", "Wärme", "Theorie",
            "Forschung", "Umwelt", "Schüler", "Straße",
        ],
    },
    Script {
        code: "fr",
        joint: "-",
        words: &[
            "de", "la", "le", "et", "les", "des", "en", "du", "une", "à", "dans", "pour", "étude", "développement",
            "santé", "évaluation", "système", "méthode", "société", "éducation", "théorie", "œuvre", "français",
            "économie", "politique", "réseau", "forêt", "siècle", "littérature", "énergie", "modèle", "données",
            "qualité", "l'analyse", "enquête",
        ],
    },
    Script {
        code: "pt",
        joint: "-",
        words: &[
            "de", "a", "o", "e", "da", "do", "em", "para", "com", "uma", "na", "no", "educação", "saúde",
            "avaliação", "gestão", "pesquisa", "análise", "formação", "população", "ensino", "política", "ações",
            "Brasil", "método", "água", "crianças", "produção", "região", "história", "ciência", "enfermagem",
            "família", "condições", "inclusão",
        ],
    },
    Script {
        code: "ru",
        joint: "о",
        words: &[
            "в", "и", "на", "с", "по", "для", "исследование", "анализ", "развитие", "система", "метод", "данные",
            "результаты", "управление", "образование", "экономика", "технология", "модель", "оценка", "здоровье",
            "процесс", "структура", "россия", "общество", "история", "право", "культура", "вода", "энергия",
            "материалы", "лечение", "больных",
        ],
    },
    Script {
        code: "ja",
        joint: "の",
        words: &[
            "研究", "分析", "における", "について", "方法", "評価", "開発", "効果", "日本", "教育", "社会", "システム", "データ", "モデル", "患者", "治療",
            "技術", "環境", "構造", "影響", "学習", "理論", "経済", "歴史", "文化", "細胞", "遺伝子", "症例", "検討", "特性",
        ],
    },
    Script {
        code: "zh",
        joint: "与",
        words: &[
            "研究", "分析", "方法", "系统", "技术", "发展", "中国", "应用", "影响", "模型", "数据", "教育", "经济", "社会", "环境", "结构", "设计",
            "管理", "评价", "机制", "细胞", "基因", "治疗", "患者", "材料", "算法", "网络", "优化", "实验", "理论",
        ],
    },
    Script {
        code: "ko",
        joint: "",
        words: &[
            "연구", "분석", "방법", "시스템", "기술", "개발", "한국", "효과", "교육", "사회", "환경", "구조", "모형", "자료", "평가", "환자", "치료",
            "이론", "경제", "역사", "문화", "세포", "학습", "영향", "관리",
        ],
    },
    Script {
        code: "ar",
        joint: "ال",
        words: &[
            "في", "من", "على", "دراسة", "تحليل", "التعليم", "الصحة", "تطوير", "نظام", "البحث", "العلمي", "المجتمع",
            "الاقتصاد", "جامعة", "طرق", "تقييم", "المياه", "الطاقة", "اللغة", "العربية", "تاريخ", "القانون", "أثر",
            "بيانات", "نموذج",
        ],
    },
    Script {
        code: "el",
        joint: "ο",
        words: &[
            "και", "της", "του", "η", "το", "των", "με", "για", "μελέτη", "ανάλυση", "ανάπτυξη", "σύστημα",
            "εκπαίδευση", "υγεία", "μέθοδος", "έρευνα", "κοινωνία", "οικονομία", "ιστορία", "θεωρία", "γλώσσα",
            "περιβάλλον", "δεδομένα", "ψυχή",
        ],
    },
    Script {
        code: "he",
        joint: "ה",
        words: &[
            "של", "את", "על", "מחקר", "ניתוח", "חינוך", "בריאות", "פיתוח", "מערכת", "שיטה", "חברה", "כלכלה",
            "היסטוריה", "תורה", "שפה", "סביבה", "נתונים", "ישראל", "טיפול", "הערכה", "מדע", "מים",
        ],
    },
    Script {
        code: "hi",
        joint: "-",
        words: &[
            "का", "के", "में", "और", "अध्ययन", "विश्लेषण", "शिक्षा", "स्वास्थ्य", "विकास", "प्रणाली", "विधि", "समाज",
            "अर्थव्यवस्था", "इतिहास", "सिद्धांत", "भाषा", "पर्यावरण", "आँकड़े", "भारत", "उपचार", "मूल्यांकन",
            "विज्ञान", "जल", "ऊर्जा",
        ],
    },
    Script {
        code: "tr",
        joint: "",
        words: &[
            "ve", "bir", "bu", "ile", "için", "çalışma", "analiz", "eğitim", "sağlık", "geliştirme", "sistem",
            "yöntem", "araştırma", "toplum", "ekonomi", "tarih", "İstanbul", "ışık", "değerlendirme", "öğrenci",
            "üniversite", "çevre", "güç", "ğ",
        ],
    },
    Script {
        code: "pl",
        joint: "o",
        words: &[
            "w", "i", "na", "z", "do", "badania", "analiza", "rozwój", "system", "metoda", "społeczeństwo",
            "gospodarka", "zdrowie", "źródło", "język", "żywność", "środowisko", "ocena", "wpływ", "nauka", "szkoła",
            "historia", "Łódź", "wyników",
        ],
    },
];
