namespace MyoclonusSignal.Rhythm;

/// <summary>The background under a frequency as it changes with time: the flanks' mean in the windows about each moment.</summary>
internal sealed class LocalBackground
{
    private readonly WindowedPower _power;
    private readonly double[] _logLevel;
    private readonly double _overall;

    public LocalBackground(PeakSearch search, double frequencyHz, int axisCount)
    {
        _power = search.Power;
        int index = (int)Math.Round(frequencyHz / _power.StepHz) - search.Test.FirstBin;
        index = Math.Clamp(index, 0, search.Test.Count - 1);
        double energy = 0;
        foreach (double w in _power.Window)
        {
            energy += w * w;
        }

        _logLevel = new double[_power.Count];
        for (int k = 0; k < _logLevel.Length; k++)
        {
            double density = search.Test.FlankMean(_power.One(k), index) * _power.LevelOf(k) / energy / axisCount;
            _logLevel[k] = Math.Log(Math.Max(density, 1e-290));
            _overall += _logLevel[k] / _logLevel.Length;
        }
    }

    /// <summary>What the squared pointers of a track would be without the rhythm.</summary>
    /// <param name="track">The pointers.</param>
    /// <param name="clockToSample">What to add to the clock, in samples, to get the position in the store.</param>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    public double[] Under(PhaseTrack track, double clockToSample, double sampleRate)
    {
        double[] background = new double[track.Count];
        int from = 0;
        for (int t = 0; t < background.Length; t++)
        {
            double position = (track.Seconds[t] * sampleRate) + clockToSample - (_power.WindowLength / 2.0);

            // The larger of two ranges: the wide one is steadier, the narrow one knows a passing movement better.
            double wide = MeanLevel(position, _power.WindowLength, ref from);
            int near = from;
            double narrow = MeanLevel(position, Math.Max(_power.WindowLength / 2.0, _power.Hop), ref near);
            background[t] = Math.Exp(Math.Max(wide, narrow)) * track.NoiseGain;
        }

        return background;
    }

    private double MeanLevel(double position, double reach, ref int from)
    {
        while (from < _logLevel.Length && _power.StartOf(from) < position - reach)
        {
            from++;
        }

        double sum = 0;
        int count = 0;
        for (int k = from; k < _logLevel.Length && _power.StartOf(k) <= position + reach; k++)
        {
            sum += _logLevel[k];
            count++;
        }

        return count > 0 ? sum / count : _overall;
    }
}
