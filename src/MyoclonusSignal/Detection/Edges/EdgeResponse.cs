using MyoclonusSignal.Filtering;

namespace MyoclonusSignal.Detection;

/// <summary>
/// What the filter before a detector makes of the sharp edge of a burst: its power comes out spread over the filter's impulse
/// response, and later than the delay that is taken off the times says.
/// </summary>
internal sealed class EdgeResponse : IEquatable<EdgeResponse>
{
    // What is left out is a hundred thousandth of a burst's power: at 40 dB a tenth of the noise.
    private const double Negligible = 1e-5;
    private const double LongestSeconds = 0.2;

    // A band so narrow that a tenth of the power comes later than that, below some 200 Hz of sampling, has no front to speak of.
    private const double SlowestSeconds = 0.035;
    private const double LateShare = 0.1;

    private readonly double[] _energy;

    private EdgeResponse(double[] energy, double delaySamples)
    {
        _energy = energy;
        DelaySamples = delaySamples;
    }

    /// <summary>Gets the response of no filter.</summary>
    public static EdgeResponse None { get; } = new([1], 0);

    /// <summary>Gets the energy of the impulse response, sample by sample; it sums to one.</summary>
    public ReadOnlySpan<double> Energy => _energy;

    /// <summary>Gets the delay that is taken off the times, in samples.</summary>
    public double DelaySamples { get; }

    /// <summary>Gives the response of a filter to white noise; that of none where it is too slow to tell an edge.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="delaySeconds">The delay that is taken off the times.</param>
    public static EdgeResponse Of(SosCoefficients filter, double delaySeconds)
    {
        double[] response = new double[(int)Math.Ceiling(LongestSeconds * filter.SampleRate) + 1];
        response[0] = 1;
        new SosFilter(filter).Process(response, response);
        double all = 0;
        foreach (ref double value in response.AsSpan())
        {
            value *= value;
            all += value;
        }

        double late = 0;
        for (int i = (int)Math.Ceiling(SlowestSeconds * filter.SampleRate); i < response.Length; i++)
        {
            late += response[i];
        }

        if (late > LateShare * all)
        {
            return None;
        }

        int length = response.Length;
        for (double left = response[length - 1]; length > 1 && left <= Negligible * all; left += response[length - 1])
        {
            length--;
        }

        double kept = 0;
        for (int i = 0; i < length; i++)
        {
            kept += response[i];
        }

        return new EdgeResponse([.. response.Take(length).Select(energy => energy / kept)], delaySeconds * filter.SampleRate);
    }

    /// <summary>Tells whether another one holds the same numbers.</summary>
    public bool Equals(EdgeResponse? other) =>
        other is not null && DelaySamples == other.DelaySamples && Energy.SequenceEqual(other.Energy);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EdgeResponse);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_energy.Length, DelaySamples);
}
