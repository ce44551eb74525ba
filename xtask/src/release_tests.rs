use super::*;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn zips(names: &[&str]) -> Vec<(PathBuf, Vec<u8>)> {
    names.iter().map(|name| (PathBuf::from("some/folder").join(name), name.as_bytes().to_vec())).collect()
}

const WHOLE: [&str; 3] =
    ["hashcart-chrome-1.0.0.zip", "hashcart-firefox-1.0.0.zip", "hashcart-source-1.0.0.zip"];

#[test]
fn three_zips_of_the_pinned_rust_are_a_build() {
    assert!(matches!(complete(&zips(&WHOLE)), Found::Good(_)));
    assert!(matches!(complete(&zips(&WHOLE[..2])), Found::Missing(words) if words.contains("source")));
    assert!(matches!(complete(&zips(&WHOLE[1..])), Found::Missing(words) if words.contains("chrome")));
    let unpinned = zips(&["hashcart-chrome-1.0.0-unpinned.zip", WHOLE[1], WHOLE[2]]);
    assert!(matches!(complete(&unpinned), Found::Missing(words) if words.contains("pinned Rust")));
}

#[test]
fn a_release_is_a_clean_commit_with_its_tag() {
    assert_eq!(tagged("", "v1.0.0\nother\n", "1.0.0"), Found::Good("v1.0.0".to_owned()));
    assert!(matches!(tagged("", "v1.0.1\n", "1.0.0"), Found::Open(_)));
    assert!(matches!(tagged(" M README.md\n", "v1.0.0\n", "1.0.0"), Found::Open(_)));
}

#[test]
fn what_is_missing_stops_a_dry_run_and_what_is_open_a_release() {
    let line = |found| vec![Line { name: "x", found }];
    let good = line(Found::Good(String::new()));
    let open = line(Found::Open(String::new()));
    let missing = line(Found::Missing(String::new()));
    for (lines, open_too, refused) in [
        (&good, true, false),
        (&open, false, false),
        (&open, true, true),
        (&missing, false, true),
        (&missing, true, true),
    ] {
        assert_eq!(refuse(lines, open_too).is_err(), refused, "{lines:?}");
    }
}

#[test]
fn the_files_of_a_release() {
    let cargo = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let version = cargo.lines().find_map(|line| line.strip_prefix("version = ")).unwrap().trim_matches('"');
    let files = gather(&root(), version, zips(&WHOLE)).unwrap();
    let text = |wanted: &str| {
        let found = files.iter().find(|(name, _)| name == wanted).unwrap();
        String::from_utf8(found.1.clone()).unwrap()
    };
    let sums = text("SHA256SUMS");
    // `printf hashcart-chrome-1.0.0.zip | sha256sum`
    let chrome =
        "0edd501badbdc5df56e204b0e6fca5ab869f75d0d617f077bea662041e45fc5c  hashcart-chrome-1.0.0.zip";
    assert!(sums.lines().count() == 3 && sums.lines().any(|line| line == chrome), "{sums}");
    assert!(text("amo.json").contains("build-for-amo"));
    assert!(text("listing/en.txt").contains("Nothing is bought"));
    assert!(!text("notes.txt").contains("**") && text("notes.md").contains("**"));
}

#[test]
fn what_runs_at_a_release_is_named_by_its_bytes() {
    let mut seen = 0;
    for entry in fs::read_dir(root().join(".github/workflows")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        for used in
            text.lines().filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("uses: "))
        {
            let (action, version) = used.split_once(" # v").unwrap_or((used, ""));
            let hash = action.split_once('@').map_or("", |(_, hash)| hash);
            let whole = hash.len() == 40 && hash.chars().all(|it| it.is_ascii_hexdigit());
            assert!(
                whole && !version.is_empty(),
                "{}: {used}: pin a commit, and name its version",
                path.display()
            );
            seen += 1;
        }
    }
    assert!(seen > 5, "no workflow was read");
}
