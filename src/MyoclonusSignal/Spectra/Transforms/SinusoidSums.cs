namespace MyoclonusSignal.Spectra;

/// <summary>Sums over the samples of cosine, sine, value·cosine, value·sine, cosine², cosine·sine.</summary>
internal readonly record struct SinusoidSums(double C, double S, double YC, double YS, double CC, double CS)
{
    /// <summary>YC'²/CC' + YS'²/SS' about the phase at which cosine and sine are orthogonal; values have mean zero.</summary>
    public double ExplainedVariance(int count, bool floatingMean)
    {
        double c = floatingMean ? C / count : 0;
        double s = floatingMean ? S / count : 0;
        double cc = (CC / count) - (c * c);
        double ss = 1 - (CC / count) - (s * s);
        double cs = (CS / count) - (c * s);
        double yc = YC / count;
        double ys = YS / count;
        double angle = 0.5 * Math.Atan2(2 * cs, cc - ss);
        (double sin, double cos) = Math.SinCos(angle);
        double root = 0.5 * double.Hypot(cc - ss, 2 * cs);
        double ccTurned = (0.5 * (cc + ss)) + root;
        double ssTurned = (0.5 * (cc + ss)) - root;
        double ycTurned = (yc * cos) + (ys * sin);
        double ysTurned = (ys * cos) - (yc * sin);

        // At half an even rate the sine is zero at every sample and explains nothing.
        double explained = ccTurned > 1e-12 ? ycTurned * ycTurned / ccTurned : 0;
        return ssTurned > 1e-12 ? explained + (ysTurned * ysTurned / ssTurned) : explained;
    }
}
