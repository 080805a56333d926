//! What opens a locked vault: a passphrase, or the recovery code.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::error::{Error, Result};
use crate::world::World;

/// Fewer characters than this are tried out in no time, whatever one try costs.
const SHORTEST: usize = 8;

/// More than this is a file that was given by mistake.
const LONGEST: usize = 1024;

/// What somebody gives to open a vault: their passphrase, or the recovery code. Wiped when dropped.
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// From what was typed. The same letters give the same secret on every keyboard: accents are
    /// composed (Unicode NFC).
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(Zeroizing::new(text.nfc().collect()))
    }

    /// As [`Secret::new`]; what was typed is wiped.
    #[must_use]
    pub fn taken(text: String) -> Self {
        Self::new(&Zeroizing::new(text))
    }

    /// From the first line of a file.
    ///
    /// # Errors
    /// When the file cannot be read, is not text, or is far too large for a passphrase.
    pub fn read(path: &std::path::Path) -> Result<Self> {
        use std::io::Read;
        let mut text = Zeroizing::new(String::new());
        std::fs::File::open(path)
            .and_then(|file| file.take(LONGEST as u64 * 8).read_to_string(&mut text))
            .map_err(|error| Error::file(path, error))?;
        Ok(Self::new(text.lines().next().unwrap_or_default()))
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Whether it may be chosen as a passphrase.
    pub(crate) fn choose(&self) -> Result<&Self> {
        match self.0.chars().count() {
            short if short < SHORTEST => {
                Err(Error::invalid("passphrase", format!("shorter than {SHORTEST} characters")))
            }
            long if long > LONGEST => Err(Error::invalid("passphrase", format!("longer than {LONGEST} characters"))),
            _ => Ok(self),
        }
    }

    /// The recovery code that it is, if it is one.
    pub(crate) fn recovery(&self) -> Option<Code> {
        Code::parse(&self.0)
    }
}

impl PartialEq for Secret {
    /// For what is typed twice. Nothing is opened by it, so the time that it takes tells nobody anything.
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Bytes of chance in a recovery code: more than anybody can try, so it needs no costly derivation.
const CHANCE: usize = 18;
const CHECK: usize = 2;

/// Letters and digits that are not mistaken for one another on paper (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A recovery code: 144 bits of chance and 16 to notice a slip of the pen.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Code(Zeroizing<[u8; CHANCE]>);

impl Code {
    pub(crate) fn draw(world: &dyn World) -> Result<Self> {
        let mut chance = Zeroizing::new([0; CHANCE]);
        world.fill(chance.as_mut_slice())?;
        Ok(Self(chance))
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// In eight groups of four, as it is printed.
    pub(crate) fn words(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(40));
        let (mut bits, mut held) = (0u32, 0u32);
        let mut letters = 0;
        for byte in self.0.iter().copied().chain(self.check()) {
            bits = (bits << 8) | u32::from(byte);
            held += 8;
            while held >= 5 {
                held -= 5;
                if letters > 0 && letters % 4 == 0 {
                    text.push('-');
                }
                let letter = LETTERS.get(((bits >> held) & 31) as usize).copied().unwrap_or_default();
                text.push(char::from(letter));
                letters += 1;
            }
            bits &= (1 << held) - 1;
        }
        text
    }

    /// From what was copied off paper: case, spaces and dashes do not matter, and letters that look
    /// like digits are those digits.
    fn parse(text: &str) -> Option<Self> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(CHANCE + CHECK));
        let (mut bits, mut held) = (0u32, 0u32);
        for letter in text.chars().filter(|letter| !letter.is_whitespace() && !"-–—".contains(*letter)) {
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let value = LETTERS.iter().position(|known| char::from(*known) == letter)?;
            bits = (bits << 5) | u32::try_from(value).ok()?;
            held += 5;
            if held >= 8 {
                held -= 8;
                bytes.push(u8::try_from(bits >> held).ok()?);
                bits &= (1 << held) - 1;
            }
            if bytes.len() > CHANCE + CHECK {
                return None;
            }
        }
        let (chance, check) = bytes.split_first_chunk::<CHANCE>()?;
        let code = Self(Zeroizing::new(*chance));
        (held == 0 && check == code.check()).then_some(code)
    }

    fn check(&self) -> [u8; CHECK] {
        let digest = Sha256::new().chain_update(b"helmlog recovery code").chain_update(self.0.as_slice()).finalize();
        digest.first_chunk().copied().unwrap_or_default()
    }
}

/// A recovery code that was just made. It is shown once and not kept. Wiped when dropped.
pub struct RecoveryCode(pub(crate) Code);

impl RecoveryCode {
    /// As somebody has copied it, which is wiped; none if it is not one.
    #[must_use]
    pub fn taken(text: String) -> Option<Self> {
        Code::parse(&Zeroizing::new(text)).map(Self)
    }

    /// As it is to be written down: eight groups of four letters and digits.
    #[must_use]
    pub fn words(&self) -> Zeroizing<String> {
        self.0.words()
    }
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(chance: [u8; CHANCE]) -> Code {
        Code(Zeroizing::new(chance))
    }

    proptest! {
        #[test]
        fn a_code_is_read_back_however_it_was_copied(chance: [u8; CHANCE], small: bool, spaced: bool) {
            let mut text = code(chance).words().replace('0', "o").replace('1', "l");
            if small { text = text.to_lowercase(); }
            if spaced { text = text.replace('-', "  "); }
            let read = Secret::new(&text).recovery();
            prop_assert!(read == Some(code(chance)));
        }

        #[test]
        fn a_slip_of_one_letter_is_noticed(chance: [u8; CHANCE], place in 0usize..32, letter in 0usize..32) {
            let mut letters: Vec<u8> = code(chance).words().bytes().filter(|byte| *byte != b'-').collect();
            let other = LETTERS[letter];
            prop_assume!(letters[place] != other);
            letters[place] = other;
            // One in 65,536 slips goes unnoticed, and opens nothing.
            let read = Secret::new(std::str::from_utf8(&letters).unwrap()).recovery();
            prop_assert!(read != Some(code(chance)));
        }

        #[test]
        fn no_text_makes_the_reader_of_codes_panic(text in ".{0,80}") {
            let _ = Secret::new(&text).recovery();
        }
    }

    #[test]
    fn a_code_is_eight_groups_of_four() {
        let words = code([0xA5; CHANCE]).words();
        assert_eq!(words.split('-').map(str::len).collect::<Vec<_>>(), [4; 8]);
    }

    #[test]
    fn accents_are_the_same_however_they_are_typed() {
        assert_eq!(Secret::new("caf\u{e9} noir").as_bytes(), Secret::new("cafe\u{301} noir").as_bytes());
    }

    #[test]
    fn a_passphrase_of_a_few_letters_cannot_be_chosen() {
        assert!(Secret::new("seven77").choose().is_err());
        assert!(Secret::new("eight888").choose().is_ok());
    }

    #[test]
    fn a_secret_is_not_printed() {
        assert!(!format!("{:?}", Secret::new("open sesame")).contains("sesame"));
    }
}
