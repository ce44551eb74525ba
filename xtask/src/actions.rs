//! What can be done about something that a machine lacks.

use crate::machine::DOWNLOADED;

/// The packages of Debian that make a complete wasm toolchain. Without `lld-22` its `rust-lld` link dangles.
pub const DEBIAN: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];

/// Where something can come from. Each is tried once in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// rustup.
    Rustup,
    /// Debian's Rust.
    AptRust,
    /// The npm registry.
    Npm,
    /// Debian's browsers.
    AptBrowsers,
    /// The makers of the browsers, by puppeteer's installer.
    Download,
}

/// The sources that were tried already, whether they gave anything or not.
#[derive(Debug, Default)]
pub struct Tried(Vec<Source>);

impl Tried {
    /// Nothing was tried yet.
    pub fn nothing(&self) -> bool {
        self.0.is_empty()
    }

    /// It was tried.
    pub fn has(&self, source: Source) -> bool {
        self.0.contains(&source)
    }

    /// From now on it was.
    pub fn add(&mut self, source: Source) {
        self.0.push(source);
    }
}

/// Something that can be done about a need.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// `rustup component add` to the toolchain that rustup knows by this name.
    RustupAdd { toolchain: String, components: &'static str },
    /// `rustup toolchain install`, with all that the build and the checks use.
    RustupInstall { release: String },
    /// `apt-get install` of [`DEBIAN`].
    AptRust,
    /// `npm ci`.
    Npm,
    /// `apt-get install` of these.
    AptBrowsers(Vec<&'static str>),
    /// puppeteer's installer, for these.
    Download(Vec<&'static str>),
}

impl Action {
    /// Where it takes things from.
    pub fn source(&self) -> Source {
        match self {
            Self::RustupAdd { .. } | Self::RustupInstall { .. } => Source::Rustup,
            Self::AptRust => Source::AptRust,
            Self::Npm => Source::Npm,
            Self::AptBrowsers(_) => Source::AptBrowsers,
            Self::Download(_) => Source::Download,
        }
    }

    /// What it does, for people.
    pub fn words(&self) -> String {
        match self {
            Self::RustupAdd { components, .. } => {
                format!("what Rust lacks (rustup component add {components})")
            }
            Self::RustupInstall { release } => format!("Rust {release} (rustup toolchain install {release})"),
            Self::AptRust => format!("a Rust for wasm (apt-get install {})", DEBIAN.join(" ")),
            Self::Npm => "the npm tools, into node_modules (npm ci)".to_owned(),
            Self::AptBrowsers(names) => format!("browsers (apt-get install {})", names.join(" ")),
            Self::Download(names) => {
                format!("browsers, into {} ({})", DOWNLOADED, names.join(", "))
            }
        }
    }
}
