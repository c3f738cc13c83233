namespace MyoclonusSignal.Filtering;

/// <summary>
/// One second-order section, H(z) = (B0 + B1 z⁻¹ + B2 z⁻²) / (1 + A1 z⁻¹ + A2 z⁻²), normalised so that a0 = 1.
/// </summary>
/// <param name="B0">Numerator coefficient of z⁰.</param>
/// <param name="B1">Numerator coefficient of z⁻¹.</param>
/// <param name="B2">Numerator coefficient of z⁻².</param>
/// <param name="A1">Denominator coefficient of z⁻¹.</param>
/// <param name="A2">Denominator coefficient of z⁻².</param>
public readonly record struct SosSection(double B0, double B1, double B2, double A1, double A2);
