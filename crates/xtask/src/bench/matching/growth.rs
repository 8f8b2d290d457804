//! How time grows with size.

/// The exponent of a power of `x` that fits the points best, by least squares on logarithms;
/// nothing where fewer than two sizes were measured.
pub(super) fn exponent(points: &[(f64, f64)]) -> Option<f64> {
    let logs: Vec<_> = points.iter().map(|(x, y)| (x.ln(), y.ln())).collect();
    let number = f64::from(u32::try_from(logs.len()).ok()?);
    let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / number;
    let (x, y) = (mean(|it| it.0), mean(|it| it.1));
    let both: f64 = logs.iter().map(|it| (it.0 - x) * (it.1 - y)).sum();
    let square: f64 = logs.iter().map(|it| (it.0 - x).powi(2)).sum();
    (square > 0.0).then(|| both / square)
}

/// The same of `n log n` at these sizes.
pub(super) fn of_n_log_n(points: &[(f64, f64)]) -> Option<f64> {
    let points: Vec<_> = points.iter().map(|(x, _)| (*x, x * x.ln())).collect();
    exponent(&points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponent_of_a_power_is_found() {
        let check = |power: f64| {
            let points = [1e5, 2e6, 7e6].map(|x: f64| (x, 3.0 * x.powf(power)));
            let found = exponent(&points).unwrap();
            assert!((found - power).abs() < 1e-9, "{found}");
        };
        check(1.0);
        check(1.3);
        assert_eq!(exponent(&[(5.0, 7.0)]), None);
    }

    #[test]
    fn n_log_n_is_a_little_over_linear() {
        let found = of_n_log_n(&[(1e5, 0.0), (3e7, 0.0)]).unwrap();
        assert!(found > 1.05 && found < 1.1, "{found}");
    }
}
