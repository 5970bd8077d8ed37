//! Pictures as small files: 256 colours, chosen so that nobody sees which are missing.
#![expect(clippy::disallowed_methods, reason = "a test writes pictures of the repository")]

use std::collections::HashMap;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use image::RgbaImage;

type Rgb = [u8; 3];

/// What one byte for each pixel can tell apart.
const MOST_COLORS: usize = 256;
/// The commonest colours are those of surfaces and words; they stay exactly as they are.
const KEPT_EXACTLY: usize = 96;

/// Writes the picture without its transparency.
pub fn write(image: &RgbaImage, path: &Path) {
    let pixels: Vec<Rgb> = image.pixels().map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2]]).collect();
    let palette = palette(&pixels);
    let mut places: HashMap<Rgb, u8> = HashMap::new();
    let nearest = |color: Rgb| {
        let place = (0..palette.len()).min_by_key(|place| distance(palette[*place], color)).unwrap_or(0);
        u8::try_from(place).expect("a palette has at most 256 colours")
    };
    let mut last = (pixels[0], nearest(pixels[0]));
    let mut place = |color: Rgb| {
        // Most pixels are like the one before them.
        if color != last.0 {
            last = (color, *places.entry(color).or_insert_with(|| nearest(color)));
        }
        last.1
    };
    let bytes: Vec<u8> = pixels.into_iter().map(&mut place).collect();

    let file = File::create(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut encoder = png::Encoder::new(BufWriter::new(file), image.width(), image.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    // Flat areas of one colour are shortest as they are.
    encoder.set_filter(png::Filter::NoFilter);
    encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&bytes))
        .expect("the picture is written");
}

/// The commonest colours, then again and again the one that would be missed most: far from all others, and on many pixels.
fn palette(pixels: &[Rgb]) -> Vec<Rgb> {
    let mut counts: HashMap<Rgb, u64> = HashMap::new();
    for run in pixels.chunk_by(PartialEq::eq) {
        *counts.entry(run[0]).or_default() += run.len() as u64;
    }
    let mut all: Vec<(Rgb, u64)> = counts.into_iter().collect();
    all.sort_by_key(|(color, count)| (u64::MAX - count, *color));
    let mut palette: Vec<Rgb> = all.iter().take(KEPT_EXACTLY).map(|(color, _)| *color).collect();
    let off = |color: &Rgb| palette.iter().map(|known| distance(*known, *color)).min().unwrap_or(0);
    let mut missed: Vec<u64> = all.iter().map(|(color, _)| off(color)).collect();
    while palette.len() < MOST_COLORS {
        let weight = |place: &usize| missed[*place] * all[*place].1;
        let Some(place) = (0..all.len()).max_by_key(weight).filter(|place| missed[*place] > 0) else { break };
        let color = all[place].0;
        palette.push(color);
        for (missed, (other, _)) in missed.iter_mut().zip(&all) {
            *missed = (*missed).min(distance(color, *other));
        }
    }
    palette
}

fn distance(left: Rgb, right: Rgb) -> u64 {
    left.iter().zip(right).map(|(left, right)| u64::from(left.abs_diff(right)).pow(2)).sum()
}

#[test]
fn a_picture_of_few_colours_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("picture.png");
    let colors = |x: u32, y: u32| image::Rgba([(x * 16) as u8, (y * 16) as u8, 7, 255]);
    let picture = RgbaImage::from_fn(16, 16, colors);
    write(&picture, &file);
    assert_eq!(image::open(&file).unwrap().into_rgba8(), picture);
}

#[test]
fn of_many_colours_none_is_far_off() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("picture.png");
    let picture = RgbaImage::from_fn(200, 200, |x, y| image::Rgba([x as u8, y as u8, 7, 255]));
    write(&picture, &file);
    let kept = image::open(&file).unwrap().into_rgba8();
    let off = |(left, right): (&image::Rgba<u8>, &image::Rgba<u8>)| {
        left.0.iter().zip(right.0).map(|(left, right)| left.abs_diff(right)).max().unwrap()
    };
    assert!(kept.pixels().zip(picture.pixels()).map(off).max().unwrap() <= 16);
}
