using System.Numerics;

namespace MyoclonusSignal.Filtering;

/// <summary>A filter as zeros, poles and gain: analog while it is designed, digital after the bilinear transform.</summary>
internal sealed record ZerosPolesGain(Complex[] Zeros, Complex[] Poles, double Gain)
{
    /// <summary>Moves an analog low-pass prototype of cutoff 1 rad/s to a cutoff.</summary>
    public ZerosPolesGain ToLowPass(double cutoff) => new(
        [.. Zeros.Select(z => z * cutoff)],
        [.. Poles.Select(p => p * cutoff)],
        Gain * Math.Pow(cutoff, Poles.Length - Zeros.Length));

    /// <summary>Turns an analog low-pass prototype into a high-pass.</summary>
    public ZerosPolesGain ToHighPass(double cutoff) => new(
        [.. Zeros.Select(z => cutoff / z), .. Enumerable.Repeat(Complex.Zero, Poles.Length - Zeros.Length)],
        [.. Poles.Select(p => cutoff / p)],
        Gain * (Product(Zeros) / Product(Poles)).Real);

    /// <summary>Turns an analog low-pass prototype into a band-pass around a centre (geometric) with a width.</summary>
    public ZerosPolesGain ToBandPass(double centre, double width)
    {
        Complex[] zeros = Split([.. Zeros.Select(z => z * width / 2)], centre);
        Complex[] poles = Split([.. Poles.Select(p => p * width / 2)], centre);
        int degree = Poles.Length - Zeros.Length;
        return new ZerosPolesGain(
            [.. zeros, .. Enumerable.Repeat(Complex.Zero, degree)], poles, Gain * Math.Pow(width, degree));
    }

    /// <summary>Turns an analog low-pass prototype into a band-stop around a centre (geometric) with a width.</summary>
    public ZerosPolesGain ToBandStop(double centre, double width)
    {
        Complex[] zeros = Split([.. Zeros.Select(z => width / 2 / z)], centre);
        Complex[] poles = Split([.. Poles.Select(p => width / 2 / p)], centre);
        int degree = Poles.Length - Zeros.Length;
        Complex notch = new(0, centre);
        return new ZerosPolesGain(
            [.. zeros, .. Enumerable.Repeat(notch, degree), .. Enumerable.Repeat(Complex.Conjugate(notch), degree)],
            poles,
            Gain * (Product(Zeros) / Product(Poles)).Real);
    }

    /// <summary>Maps the analog s-plane to the digital z-plane, s = 2 fs (z − 1)/(z + 1).</summary>
    public ZerosPolesGain Bilinear(double sampleRate)
    {
        double twice = 2 * sampleRate;

        // Factor by factor, so that high orders at high rates do not overflow on the way.
        Complex gain = Gain;
        for (int i = 0; i < Poles.Length; i++)
        {
            gain *= (i < Zeros.Length ? twice - Zeros[i] : Complex.One) / (twice - Poles[i]);
        }

        return new ZerosPolesGain(
            [.. Zeros.Select(z => (twice + z) / (twice - z)), .. Enumerable.Repeat(-Complex.One, Poles.Length - Zeros.Length)],
            [.. Poles.Select(p => (twice + p) / (twice - p))],
            gain.Real);
    }

    private static Complex[] Split(Complex[] roots, double centre)
    {
        Complex[] offsets = [.. roots.Select(r => Complex.Sqrt((r * r) - (centre * centre)))];
        return [.. roots.Zip(offsets, (r, o) => r + o), .. roots.Zip(offsets, (r, o) => r - o)];
    }

    private static Complex Product(Complex[] factors)
    {
        Complex product = Complex.One;
        foreach (Complex factor in factors)
        {
            product *= -factor;
        }

        return product;
    }
}
