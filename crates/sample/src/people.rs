//! Personal names of many cultures and scripts.

use crate::json::Json;
use crate::rng::Rng;

/// Given and family names that go together.
pub(crate) struct Culture {
    pub(crate) name: &'static str,
    /// The family name stands first.
    pub(crate) family_first: bool,
    pub(crate) given: &'static [&'static str],
    pub(crate) family: &'static [&'static str],
}

const fn culture(
    name: &'static str,
    family_first: bool,
    given: &'static [&'static str],
    family: &'static [&'static str],
) -> Culture {
    Culture { name, family_first, given, family }
}

#[rustfmt::skip]
pub(crate) const CULTURES: &[Culture] = &[
    culture("english", false,
        &["James", "Mary", "John", "Patricia", "Robert", "Jennifer", "Michael", "Linda", "David", "Elizabeth", "William",
          "Susan", "Richard", "Jessica", "Thomas", "Sarah", "Christopher", "Karen", "Daniel", "Emily", "Mark", "Laura"],
        &["Smith", "Johnson", "Williams", "Brown", "Jones", "Miller", "Davis", "Wilson", "Anderson", "Taylor", "Moore", "Martin",
          "Thompson", "White", "Harris", "Clark", "Lewis", "Walker", "O'Brien", "O’Connor", "McDonald", "King", "Wright", "Hill"]),
    culture("chinese", false,
        &["Wei", "Jing", "Li", "Yan", "Min", "Hui", "Xiaoming", "Yu", "Fang", "Lei", "Jun", "Qiang", "Xin", "Ying", "Zhiqiang", "Xiaoli"],
        &["Wang", "Li", "Zhang", "Liu", "Chen", "Yang", "Huang", "Zhao", "Wu", "Zhou", "Xu", "Sun", "Ma", "Zhu", "Hu", "Guo", "He", "Lin", "Lü"]),
    culture("han", true,
        &["伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀英"],
        &["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "欧阳"]),
    culture("german", false,
        &["Hans", "Jürgen", "Sabine", "Klaus", "Monika", "Günther", "Ursula", "Wolfgang", "Petra", "Stefan", "Björn", "Heike"],
        &["Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Meyer", "Wagner", "Becker", "Schäfer", "Koch", "Bauer", "Großmann",
          "Klein", "Schröder", "Köhler", "von der Heide"]),
    culture("french", false,
        &["Jean", "Marie", "Pierre", "François", "Hélène", "Éric", "Céline", "Benoît", "Zoé", "Jean-Luc", "Aurélie", "Loïc"],
        &["Martin", "Bernard", "Dubois", "Lefèvre", "Moreau", "Laurent", "Lefebvre", "Roux", "Fournier", "Guérin", "Bœuf", "d'Arcy", "Lemaître"]),
    culture("iberian", false,
        &["José", "María", "Antonio", "Ana", "Luís", "Carmen", "João", "Inês", "Andrés", "Lucía", "Íñigo", "Sofía", "Raúl", "Conceição"],
        &["García", "González", "Rodríguez", "Fernández", "López", "Martínez", "Pérez", "Gómez", "Muñoz", "da Silva", "dos Santos",
          "Araújo", "Gonçalves", "Simões", "Núñez", "Ibáñez"]),
    culture("indian", false,
        &["Rajesh", "Priya", "Amit", "Sunita", "Anil", "Kavita", "Sanjay", "Deepa", "Vijay", "Lakshmi", "Arjun", "Meera"],
        &["Sharma", "Singh", "Kumar", "Gupta", "Patel", "Reddy", "Iyer", "Das", "Mukherjee", "Nair", "Rao", "Verma", "Chatterjee"]),
    culture("devanagari", false,
        &["राजेश", "प्रिया", "अमित", "सुनीता", "अनिल", "कविता", "संजय", "दीपा"],
        &["शर्मा", "सिंह", "कुमार", "गुप्ता", "पटेल", "वर्मा", "मिश्रा"]),
    culture("italian", false,
        &["Marco", "Giulia", "Francesco", "Chiara", "Alessandro", "Niccolò", "Elena", "Paolo", "Federica", "Matteo"],
        &["Rossi", "Russo", "Ferrari", "Esposito", "Bianchi", "Romano", "Colombo", "Ricci", "Dell'Aquila", "Cantù"]),
    culture("japanese", false,
        &["Hiroshi", "Yuki", "Kenji", "Akiko", "Takashi", "Yōko", "Satoshi", "Naomi", "Ryōta", "Haruka"],
        &["Satō", "Suzuki", "Takahashi", "Tanaka", "Watanabe", "Itō", "Yamamoto", "Nakamura", "Kobayashi", "Katō"]),
    culture("kanji", true,
        &["博", "由紀", "健二", "明子", "隆", "陽子", "聡", "直美", "亮太", "春香"],
        &["佐藤", "鈴木", "高橋", "田中", "渡辺", "伊藤", "山本", "中村", "小林", "加藤", "𠮷田"]),
    culture("korean", false,
        &["Min-jun", "Seo-yeon", "Ji-hoon", "Hye-jin", "Sung-min", "Eun-ji", "Dong-hyun", "Soo-jin"],
        &["Kim", "Lee", "Park", "Choi", "Jung", "Kang", "Cho", "Yoon", "Jang", "Lim"]),
    culture("hangul", true,
        &["민준", "서연", "지훈", "혜진", "성민", "은지", "동현", "수진"],
        &["김", "이", "박", "최", "정", "강", "조", "윤", "장", "임"]),
    culture("slavic", false,
        &["Jan", "Anna", "Łukasz", "Małgorzata", "Piotr", "Katarzyna", "Jiří", "Zdeněk", "Željko", "Šárka", "Dragan", "Ivana"],
        &["Nowak", "Kowalski", "Wiśniewski", "Wójcik", "Novák", "Dvořák", "Černý", "Horvat", "Kovačević", "Jovanović", "Đorđević"]),
    culture("russian", false,
        &["Aleksandr", "Olga", "Sergey", "Natalia", "Dmitry", "Elena", "Ivan", "Tatiana", "Mikhail", "Svetlana"],
        &["Ivanov", "Smirnov", "Kuznetsov", "Popov", "Vasiliev", "Petrov", "Sokolov", "Mikhailov", "Novikov", "Fedorov"]),
    culture("cyrillic", false,
        &["Александр", "Ольга", "Сергей", "Наталья", "Дмитрий", "Елена", "Иван", "Татьяна", "Фёдор", "Юлия"],
        &["Иванов", "Смирнов", "Кузнецов", "Попов", "Васильев", "Петров", "Соколов", "Шевченко", "Новиков", "Щербаков"]),
    culture("arabic", false,
        &["Mohammed", "Fatima", "Ahmed", "Aisha", "Ali", "Maryam", "Omar", "Layla", "Hassan", "Nour"],
        &["Al-Rashid", "Hassan", "Ibrahim", "Abdullah", "El-Sayed", "Khalil", "Mansour", "Haddad", "Al Mahmoud", "Karimi"]),
    culture("arabic-script", false,
        &["محمد", "فاطمة", "أحمد", "عائشة", "علي", "مريم", "عمر", "ليلى"],
        &["الرشيد", "حسن", "إبراهيم", "عبد الله", "السيد", "خليل", "منصور", "حداد"]),
    culture("hebrew", false,
        &["דוד", "שרה", "משה", "רחל", "יוסף", "מרים", "נועה", "איתן"],
        &["כהן", "לוי", "מזרחי", "פרץ", "ביטון", "דהן", "אברהם"]),
    culture("greek", false,
        &["Γιώργος", "Μαρία", "Δημήτρης", "Ελένη", "Νίκος", "Κατερίνα", "Ιωάννης", "Σοφία"],
        &["Παπαδόπουλος", "Οικονόμου", "Γεωργίου", "Νικολάου", "Αθανασίου", "Δημητρίου"]),
    culture("turkish", false,
        &["Mehmet", "Ayşe", "Mustafa", "Emine", "Çağlar", "Gülşen", "İbrahim", "Şule"],
        &["Yılmaz", "Kaya", "Demir", "Şahin", "Çelik", "Yıldız", "Öztürk", "Aydın", "Güneş"]),
    culture("nordic", false,
        &["Lars", "Ingrid", "Bjørn", "Åsa", "Søren", "Kirsten", "Jørgen", "Mäkitalo", "Þóra", "Sigríður"],
        &["Hansen", "Johansson", "Sørensen", "Nyström", "Virtanen", "Østergaard", "Åkesson", "Jónsdóttir", "Lindqvist"]),
    culture("african", false,
        &["Chinedu", "Amara", "Kwame", "Ngozi", "Tunde", "Abena", "Sipho", "Wanjiru", "Oluwaseun", "Zanele"],
        &["Okafor", "Mensah", "Adeyemi", "Nkosi", "Mwangi", "Diallo", "Abebe", "Ọlátúnjí", "Banda", "Traoré"]),
];

/// A name as numbers, so that its spellings can be written again and again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name {
    culture: u8,
    given: u8,
    family: u8,
    /// A middle initial.
    initial: Option<u8>,
    nickname: bool,
}

impl Name {
    /// A name of the culture called `culture`, or of the first where there is none of that name.
    pub(crate) fn draw(rng: &mut Rng, culture: &str) -> Self {
        let culture = CULTURES.iter().position(|c| c.name == culture).unwrap_or(0);
        let names = &CULTURES[culture];
        let latin = names.given[0].is_ascii();
        Self {
            culture: culture as u8,
            given: rng.below(names.given.len() as u64) as u8,
            family: rng.below(names.family.len() as u64) as u8,
            initial: (rng.chance(400) && latin).then(|| b'A' + rng.below(26) as u8),
            nickname: rng.chance(6) && latin,
        }
    }

    pub(crate) fn given(&self) -> &'static str {
        CULTURES[self.culture as usize].given[self.given as usize]
    }

    pub(crate) fn family(&self) -> &'static str {
        CULTURES[self.culture as usize].family[self.family as usize]
    }

    pub(crate) fn initial(&self) -> Option<char> {
        self.initial.map(char::from)
    }

    /// `Given M. Family`, or the family name first where that is the custom.
    pub(crate) fn write(&self, json: &mut Json) {
        if CULTURES[self.culture as usize].family_first {
            json.raw(self.family());
            return json.raw(self.given());
        }
        json.raw(self.given());
        if let Some(initial) = self.initial {
            json.bytes.extend_from_slice(&[b' ', initial, b'.']);
        }
        json.raw(if self.nickname { " \\\"Bo\\\" " } else { " " });
        json.raw(self.family());
    }

    /// `G. Family`.
    pub(crate) fn write_short(&self, json: &mut Json) {
        let first = self.given().chars().next().unwrap_or('?');
        json.raw(first.encode_utf8(&mut [0; 4]));
        json.raw(". ");
        json.raw(self.family());
    }

    /// `Family, Given`.
    pub(crate) fn write_inverted(&self, json: &mut Json) {
        json.raw(self.family());
        json.raw(", ");
        json.raw(self.given());
    }
}
