//! Codes as the core draws them, photographed badly by arithmetic, and pictures that hold none: what the reader makes of both.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use pomscope_core::code::{LINK, qr};
use pomscope_scan_wasm::picture::{MOST_PIXELS, read};

/// Chance that is the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 11
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next()).unwrap() % end
    }

    /// At least 0, below 1.
    fn share(&mut self) -> f64 {
        self.next() as f64 / (1_u64 << 53) as f64
    }
}

/// The modules of a code with the light edge around them.
struct Code {
    size: usize,
    dark: Vec<bool>,
}

fn code(text: &str) -> Code {
    let drawn = qr(text).unwrap();
    let size = drawn.size();
    let mut dark = vec![false; size * size];
    for run in drawn.path().split('M').skip(1) {
        let (at, rest) = run.split_once('h').unwrap();
        let (x, y) = at.split_once(' ').unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        let width: usize = rest.split('v').next().unwrap().parse().unwrap();
        dark[y * size + x..y * size + x + width].fill(true);
    }
    Code { size, dark }
}

/// How a code was photographed.
#[derive(Clone, Copy, Debug)]
struct Photo {
    width: usize,
    height: usize,
    /// How many pixels a module is wide.
    module: f64,
    /// Degrees.
    angle: f64,
    /// How much nearer one side is than the other.
    skew: f64,
    /// How often each pixel is mixed with its neighbours.
    blur: usize,
    noise: f64,
    dark: f64,
    light: f64,
    /// How much of the light is lost from left to right.
    shade: f64,
    inverted: bool,
}

const GOOD: Photo = Photo {
    width: 640,
    height: 480,
    module: 5.0,
    angle: 0.0,
    skew: 0.0,
    blur: 0,
    noise: 0.0,
    dark: 0.0,
    light: 255.0,
    shade: 0.0,
    inverted: false,
};

fn taken(code: &Code, how: Photo, dice: &mut Dice) -> Vec<u8> {
    const FINE: usize = 3;
    let Photo { width, height, module, .. } = how;
    let size = code.size as f64;
    let (sin, cos) = how.angle.to_radians().sin_cos();
    let ground = how.dark * 0.4 + how.light * 0.6;
    let tone = |px: f64, py: f64| {
        let (u, v) = ((px * cos + py * sin) / module, (py * cos - px * sin) / module);
        let depth = 1.0 - how.skew * u / size - how.skew * 0.5 * v / size;
        let (u, v) = (u / depth + size / 2.0, v / depth + size / 2.0);
        if !(0.0..size).contains(&u) || !(0.0..size).contains(&v) {
            return ground;
        }
        if code.dark[v as usize * code.size + u as usize] { how.dark } else { how.light }
    };
    let mut out = Vec::with_capacity(width * height);
    for y in 0..height {
        for x in 0..width {
            let mut sum = 0.0;
            for part in 0..FINE * FINE {
                let fine = |whole: usize, part: usize, length: usize| {
                    whole as f64 + (part as f64 + 0.5) / FINE as f64 - length as f64 / 2.0
                };
                sum += tone(fine(x, part % FINE, width), fine(y, part / FINE, height));
            }
            out.push(sum / (FINE * FINE) as f64);
        }
    }
    for _ in 0..how.blur {
        let sharp = out.clone();
        for y in 1..height - 1 {
            for x in 1..width - 1 {
                let row = |at: usize| sharp[at - 1] + 2.0 * sharp[at] + sharp[at + 1];
                let at = y * width + x;
                out[at] = (row(at - width) + 2.0 * row(at) + row(at + width)) / 16.0;
            }
        }
    }
    out.iter()
        .enumerate()
        .map(|(at, tone)| {
            let lit = tone * (1.0 - how.shade * (at % width) as f64 / width as f64);
            let grain = how.noise * (dice.share() + dice.share() + dice.share() - 1.5);
            let seen = (lit + grain).clamp(0.0, 255.0);
            (if how.inverted { 255.0 - seen } else { seen }) as u8
        })
        .collect()
}

/// Every length of code that there is, bare, and links short and long: 11 to 34 characters, sizes of 21 to 41 modules.
fn texts() -> Vec<String> {
    let longest = "1ZHY00SZ8QW3ERTY6ZXCVBNM7ASDFGHJ5K";
    let mut all: Vec<String> = (6..=longest.len()).map(|length| longest[..length].to_owned()).collect();
    all.push(format!("https://example.org/maturity/check{LINK}{}", &longest[..22]));
    all.push(format!("https://pomscope.example.org/some/longer/path/?lang=en&from=letter{LINK}{longest}"));
    all
}

/// Some of them, for what takes many pictures.
fn few() -> Vec<String> {
    let all = texts();
    [5, 16, 24, all.len() - 2, all.len() - 1].map(|at| all[at].clone()).into()
}

/// Takes each text in each of these ways; a share of so many in a hundred must be read, and none as something else.
fn most_are_read(share: usize, texts: &[String], photos: &[Photo]) {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut missed = Vec::new();
    for photo in photos {
        for text in texts {
            let picture = taken(&code(text), *photo, &mut dice);
            match read(photo.width, photo.height, &picture) {
                Some(found) => assert_eq!(&found, text, "{photo:?}"),
                None => missed.push((photo, text)),
            }
        }
    }
    let all = photos.len() * texts.len();
    println!("{} of {all} read", all - missed.len());
    assert!(
        (all - missed.len()) * 100 >= share * all,
        "{} of {all} were not read: {missed:#?}",
        missed.len()
    );
}

#[test]
fn every_length_is_read_upright_and_on_each_side() {
    let photos = [0.0, 90.0, 180.0, 270.0].map(|angle| Photo { angle, ..GOOD });
    most_are_read(100, &texts(), &photos);
}

#[test]
fn a_code_may_be_held_at_any_angle() {
    let photos: Vec<Photo> = (1..24).map(|step| Photo { angle: f64::from(step) * 15.5, ..GOOD }).collect();
    most_are_read(95, &few(), &photos);
}

#[test]
fn a_code_may_be_near_or_far() {
    let photos = [2.5, 3.0, 3.7, 4.4, 6.0, 8.0].map(|module| Photo { module, ..GOOD });
    most_are_read(95, &few(), &photos);
}

#[test]
fn blur_and_noise_are_borne() {
    let blurred: Vec<Photo> = (1..=4).map(|blur| Photo { blur, angle: 9.0, ..GOOD }).collect();
    most_are_read(85, &few(), &blurred);
    let noisy = [20.0, 50.0, 80.0, 110.0].map(|noise| Photo { noise, angle: 5.0, ..GOOD });
    most_are_read(95, &few(), &noisy);
    let both = [20.0, 40.0, 60.0].map(|noise| Photo { noise, blur: 2, angle: 5.0, ..GOOD });
    most_are_read(85, &few(), &both);
}

#[test]
fn weak_and_uneven_light_is_borne() {
    let pale = [(100.0, 200.0), (100.0, 140.0), (100.0, 125.0), (20.0, 60.0)];
    let pale = pale.map(|(dark, light)| Photo { dark, light, angle: 21.0, ..GOOD });
    most_are_read(100, &few(), &pale);
    let shaded = [0.3, 0.6, 0.8, 0.9].map(|shade| Photo { shade, angle: 33.0, ..GOOD });
    most_are_read(95, &few(), &shaded);
}

#[test]
fn a_code_may_be_seen_from_the_side() {
    let mut photos = Vec::new();
    for skew in [0.1, 0.25, 0.4] {
        photos.extend([0.0, 17.0, 80.0, 200.0].map(|angle| Photo { skew, angle, ..GOOD }));
    }
    most_are_read(95, &few(), &photos);
}

#[test]
fn light_on_dark_is_read_as_well() {
    let plain = Photo { inverted: true, ..GOOD };
    let photos = [
        plain,
        Photo { angle: 20.0, ..plain },
        Photo { noise: 40.0, blur: 1, ..plain },
        Photo { dark: 60.0, light: 200.0, shade: 0.5, angle: 110.0, ..plain },
    ];
    most_are_read(90, &few(), &photos);
}

#[test]
fn pictures_of_nothing_hold_no_code() {
    let mut dice = Dice(7777);
    for round in 0..300 {
        let (width, height) = (1 + dice.below(320), 1 + dice.below(320));
        let block = 1 + dice.below(9);
        let cells: Vec<u8> = (0..width * height).map(|_| if dice.below(2) == 0 { 0 } else { 255 }).collect();
        let even = u8::try_from(dice.below(256)).unwrap();
        let mut picture = vec![even; width * height];
        for (at, pixel) in picture.iter_mut().enumerate() {
            let (x, y) = (at % width, at / width);
            *pixel = match round % 5 {
                0 => u8::try_from(dice.below(256)).unwrap(),
                1 => cells[y / block * width + x / block],
                2 => (((x as f64 / block as f64).sin() + (y as f64 / 7.0).cos()) * 60.0 + 120.0) as u8,
                3 => u8::from((x / block + y / block).is_multiple_of(2)) * 255,
                _ => even,
            };
        }
        assert_eq!(read(width, height, &picture), None);
    }
}

#[test]
fn codes_that_are_torn_and_bent_are_read_right_or_not_at_all() {
    let mut dice = Dice(31);
    let text = &few()[3];
    let code = code(text);
    for _ in 0..300 {
        let (width, height) = (3 + dice.below(320), 3 + dice.below(320));
        let how = Photo {
            width,
            height,
            module: 1.0 + dice.share() * 6.0,
            angle: dice.share() * 360.0,
            skew: dice.share() * 1.4,
            ..GOOD
        };
        let mut picture = taken(&code, how, &mut dice);
        for _ in 0..dice.below(30) {
            let (left, top) = (dice.below(width), dice.below(height));
            let (right, bottom) = (left + dice.below(40), top + dice.below(40));
            let tone = u8::try_from(dice.below(256)).unwrap();
            for y in top..bottom.min(height) {
                picture[y * width + left..y * width + right.min(width)].fill(tone);
            }
        }
        assert!(read(width, height, &picture).is_none_or(|found| &found == text));
    }
}

#[test]
fn a_page_full_of_corner_marks_comes_to_an_end() {
    // What readers look for first, thousands of times: some compare each with each with each.
    let (width, height) = (1280, 960);
    let mut picture = vec![255; width * height];
    for (at, pixel) in picture.iter_mut().enumerate() {
        let (x, y) = (at % width % 11, at / width % 11);
        let ring = x.min(y).min(6_usize.saturating_sub(x)).min(6_usize.saturating_sub(y));
        if x < 7 && y < 7 && ring != 1 {
            *pixel = 0;
        }
    }
    assert_eq!(read(width, height, &picture), None);
}

#[test]
fn what_is_too_large_or_no_picture_is_refused() {
    assert_eq!(read(MOST_PIXELS + 1, 1, &vec![0; MOST_PIXELS + 1]), None);
    assert_eq!(read(usize::MAX, 2, &[]), None);
    assert_eq!(read(640, 480, &[0; 640]), None);
    assert_eq!(read(0, 0, &[]), None);
    assert_eq!(read(20, 20, &[0; 400]), None);
    let mut dice = Dice(4);
    let noise: Vec<u8> = (0..MOST_PIXELS).map(|_| u8::try_from(dice.below(256)).unwrap()).collect();
    assert_eq!(read(2_000, 2_000, &noise), None, "the largest that is looked at");
}
