//! Paints what egui wants on the screen with the processor alone, so that pictures need no graphics driver.
//!
//! Like egui's own renderers it blends premultiplied colours in gamma space. It knows triangles with one texture, which is all
//! that egui makes; custom painting callbacks are left out, and textures end at their edges instead of repeating.

use std::collections::HashMap;

use egui::epaint::{ImageData, Mesh, Primitive, Vertex};
use egui::{Color32, ColorImage, Context, FullOutput, Pos2, Rect, TextureFilter, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;

/// A renderer for `Harness::builder().renderer(…)`.
#[derive(Default)]
pub struct Raster {
    textures: HashMap<TextureId, Texture>,
}

struct Texture {
    image: ColorImage,
    filter: TextureFilter,
}

impl TestRenderer for Raster {
    /// Takes everything out of `delta`: egui panics when a delta with something in it is dropped.
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(image) = &change.image;
                match (change.pos, self.textures.get_mut(&id)) {
                    (Some(corner), Some(texture)) => patch(&mut texture.image, image, corner),
                    _ => {
                        let filter = change.options.magnification;
                        self.textures.insert(id, Texture { image: image.as_ref().clone(), filter });
                    }
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let mut canvas = Canvas::new(size.x.round() as usize, size.y.round() as usize, scale);
        for clipped in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = &clipped.primitive else { continue };
            if let Some(texture) = self.textures.get(&mesh.texture_id) {
                canvas.mesh(mesh, texture, clipped.clip_rect);
            }
        }
        canvas.into_image().ok_or_else(|| "The picture has no size".to_owned())
    }
}

fn patch(whole: &mut ColorImage, part: &ColorImage, [left, top]: [usize; 2]) {
    let [width, height] = part.size;
    for row in 0..height {
        let to = (top + row) * whole.size[0] + left;
        let from = row * width;
        whole.pixels[to..to + width].copy_from_slice(&part.pixels[from..from + width]);
    }
}

type Rgba = [f32; 4];

/// Corners are rounded to this part of a pixel, so that triangles with a common edge neither overlap nor leave a gap.
const STEPS: f32 = 256.0;

struct Canvas {
    width: usize,
    height: usize,
    scale: f32,
    pixels: Vec<[u8; 4]>,
}

/// A corner in steps of a pixel.
#[derive(Clone, Copy)]
struct Corner {
    x: i64,
    y: i64,
}

impl Canvas {
    fn new(width: usize, height: usize, scale: f32) -> Self {
        Self { width, height, scale, pixels: vec![[0; 4]; width * height] }
    }

    fn into_image(self) -> Option<RgbaImage> {
        let bytes: Vec<u8> = self.pixels.into_iter().flatten().collect();
        RgbaImage::from_raw(self.width as u32, self.height as u32, bytes)
    }

    fn mesh(&mut self, mesh: &Mesh, texture: &Texture, clip: Rect) {
        let limit = |value: f32, most: usize| ((value * self.scale).round().max(0.0) as i64).min(most as i64);
        let from = [limit(clip.min.x, self.width), limit(clip.min.y, self.height)];
        let to = [limit(clip.max.x, self.width), limit(clip.max.y, self.height)];
        for triangle in mesh.triangles() {
            let corners = triangle.map(|index| mesh.vertices[index as usize]);
            self.triangle(corners, texture, from, to);
        }
    }

    fn triangle(&mut self, mut vertex: [Vertex; 3], texture: &Texture, from: [i64; 2], to: [i64; 2]) {
        let mut corner = vertex.map(|v| self.corner(v.pos));
        let mut area = side(corner[0], corner[1], corner[2]);
        if area == 0 {
            return;
        }
        if area < 0 {
            vertex.swap(1, 2);
            corner.swap(1, 2);
            area = -area;
        }
        let least = |f: fn(&Corner) -> i64| corner.iter().map(f).min().unwrap_or(0) >> 8;
        let most = |f: fn(&Corner) -> i64| (corner.iter().map(f).max().unwrap_or(0) >> 8) + 1;
        let columns = least(|c| c.x).max(from[0])..most(|c| c.x).min(to[0]);
        let rows = least(|c| c.y).max(from[1])..most(|c| c.y).min(to[1]);

        let edges = [(corner[1], corner[2]), (corner[2], corner[0]), (corner[0], corner[1])];
        let paint = Paint::new(&vertex, texture);
        let share = 1.0 / area as f32;
        for y in rows {
            let first = Corner { x: columns.start * 256 + 128, y: y * 256 + 128 };
            let starts = edges.map(|(a, b)| side(a, b, first));
            let mut inside = (columns.start, columns.end);
            for (start, (a, b)) in starts.into_iter().zip(edges) {
                inside = within(inside, columns.start, (start, step_of(a, b)), least_side(a, b));
            }
            let row = y as usize * self.width;
            if inside.0 >= inside.1 {
                continue;
            }
            if let Some(opaque) = paint.opaque() {
                self.pixels[row + inside.0 as usize..row + inside.1 as usize].fill(opaque);
                continue;
            }
            for x in inside.0..inside.1 {
                let along = x - columns.start;
                let shares = [0, 1, 2].map(|k: usize| {
                    let (a, b) = edges[k];
                    (starts[k] + step_of(a, b) * along) as f32 * share
                });
                blend(&mut self.pixels[row + x as usize], paint.at(shares));
            }
        }
    }

    fn corner(&self, pos: Pos2) -> Corner {
        let steps = |value: f32| (value * self.scale * STEPS).round() as i64;
        Corner { x: steps(pos.x), y: steps(pos.y) }
    }
}

/// Twice the area of a triangle; its sign says on which side of the line from `a` to `b` the point `c` lies.
fn side(a: Corner, b: Corner, c: Corner) -> i64 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// By how much `side` grows from one pixel to the next one at its right.
fn step_of(a: Corner, b: Corner) -> i64 {
    -(b.y - a.y) * 256
}

/// The least `side` of what is inside. A pixel exactly on the edge between two triangles belongs to the one for which the edge is
/// a top or left one.
fn least_side(a: Corner, b: Corner) -> i64 {
    let top = a.y == b.y && b.x > a.x;
    let left = b.y < a.y;
    if top || left { 0 } else { 1 }
}

/// The part of the columns where a side that is `start` in the `first` column and grows by `step` is at least `least`.
fn within((from, to): (i64, i64), first: i64, (start, step): (i64, i64), least: i64) -> (i64, i64) {
    let lacks = least - start;
    match step {
        0 if lacks > 0 => (from, from),
        0 => (from, to),
        1.. => (from.max(first + lacks.div_euclid(step) + i64::from(lacks.rem_euclid(step) > 0)), to),
        _ => (from, to.min(first + (-lacks).div_euclid(-step) + 1)),
    }
}

fn blend(pixel: &mut [u8; 4], over: Rgba) {
    let rest = 1.0 - over[3] / 255.0;
    for (channel, above) in pixel.iter_mut().zip(over) {
        *channel = (above + f32::from(*channel) * rest + 0.5).min(255.0) as u8;
    }
}

/// The colour of a triangle at a place given by its three shares. What is the same everywhere is worked out once.
struct Paint<'a> {
    vertex: &'a [Vertex; 3],
    texture: &'a Texture,
    flat: Option<Rgba>,
}

impl<'a> Paint<'a> {
    fn new(vertex: &'a [Vertex; 3], texture: &'a Texture) -> Self {
        let [a, b, c] = vertex;
        let one_color = a.color == b.color && b.color == c.color;
        let one_texel = a.uv == b.uv && b.uv == c.uv;
        let flat = (one_color && one_texel).then(|| tint(channels(a.color), texture.at(a.uv)));
        Self { vertex, texture, flat }
    }

    /// The colour, where it is the same everywhere and hides what is below.
    fn opaque(&self) -> Option<[u8; 4]> {
        self.flat.filter(|color| color[3] >= 255.0).map(|color| color.map(|channel| (channel + 0.5) as u8))
    }

    fn at(&self, shares: [f32; 3]) -> Rgba {
        if let Some(flat) = self.flat {
            return flat;
        }
        let mut color = [0.0; 4];
        let mut uv = egui::Vec2::ZERO;
        for (vertex, share) in self.vertex.iter().zip(shares) {
            uv += vertex.uv.to_vec2() * share;
            for (sum, channel) in color.iter_mut().zip(channels(vertex.color)) {
                *sum += channel * share;
            }
        }
        tint(color, self.texture.at(uv.to_pos2()))
    }
}

impl Texture {
    fn at(&self, uv: Pos2) -> Rgba {
        let [width, height] = self.image.size;
        let (x, y) = (uv.x * width as f32, uv.y * height as f32);
        match self.filter {
            TextureFilter::Nearest => self.texel(x.floor(), y.floor()),
            TextureFilter::Linear => self.between(x - 0.5, y - 0.5),
        }
    }

    fn between(&self, x: f32, y: f32) -> Rgba {
        let (left, top) = (x.floor(), y.floor());
        let mix =
            |a: Rgba, b: Rgba, share: f32| -> Rgba { std::array::from_fn(|k| a[k] + (b[k] - a[k]) * share) };
        let above = mix(self.texel(left, top), self.texel(left + 1.0, top), x - left);
        let below = mix(self.texel(left, top + 1.0), self.texel(left + 1.0, top + 1.0), x - left);
        mix(above, below, y - top)
    }

    fn texel(&self, x: f32, y: f32) -> Rgba {
        let [width, height] = self.image.size;
        let x = (x.max(0.0) as usize).min(width - 1);
        let y = (y.max(0.0) as usize).min(height - 1);
        channels(self.image.pixels[y * width + x])
    }
}

fn channels(color: Color32) -> Rgba {
    color.to_array().map(f32::from)
}

fn tint(color: Rgba, texel: Rgba) -> Rgba {
    std::array::from_fn(|k| color[k] * texel[k] / 255.0)
}

#[test]
fn what_is_painted_is_in_the_picture() {
    use hookwright::ui::theme::Theme;

    let accent = Theme::light().color.accent;
    let size = egui::Vec2::new(40.0, 30.0);
    let mut harness = super::builder::<()>(size, egui::Theme::Light).build_ui(move |ui| {
        super::paint_ground(ui);
        let square = Rect::from_min_size(Pos2::new(10.0, 10.0), egui::Vec2::splat(10.0));
        ui.painter().rect_filled(square, 0.0, accent);
    });
    harness.run();
    let image = harness.render().unwrap();
    let at = |x, y| image.get_pixel(x, y).0;
    assert_eq!(image.dimensions(), (40, 30));
    assert_eq!(at(15, 15), accent.to_array());
    assert_eq!(at(10, 19), accent.to_array());
    assert_eq!(at(30, 15), Theme::light().color.window.to_array());
}
