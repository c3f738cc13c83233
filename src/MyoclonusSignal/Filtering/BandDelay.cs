namespace MyoclonusSignal.Filtering;

/// <summary>With which delay a filter lets the front of a burst through.</summary>
internal static class BandDelay
{
    /// <summary>Gives the least group delay in a band in seconds, 0 where the filter lets nothing of it through.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="lowHz">The lower border of the band in Hz, above 0.</param>
    /// <param name="highHz">Its upper border in Hz.</param>
    public static double LeastSeconds(SosCoefficients filter, double lowHz, double highHz)
    {
        const int Steps = 64;
        double least = double.PositiveInfinity;
        for (int i = 0; i <= Steps; i++)
        {
            double frequency = lowHz * Math.Pow(highHz / lowHz, (double)i / Steps);

            // Inside a notch the phase turns around and the group delay means nothing.
            if (filter.Response(frequency).Magnitude > 0.9)
            {
                least = Math.Min(least, filter.GroupDelaySeconds(frequency));
            }
        }

        return double.IsFinite(least) ? Math.Max(0, least) : 0;
    }

    /// <summary>
    /// Gives the power that a filter still lets out some time behind the end of a burst of white noise, as a part of the
    /// burst's: the energy of the impulse response over that stretch.
    /// </summary>
    /// <param name="filter">The filter.</param>
    /// <param name="delaySeconds">What <see cref="LeastSeconds"/> gave.</param>
    /// <param name="lagSeconds">The time behind the burst.</param>
    /// <param name="burstSeconds">The length of the burst.</param>
    public static double TailPower(SosCoefficients filter, double delaySeconds, double lagSeconds, double burstSeconds)
    {
        int first = (int)((delaySeconds + lagSeconds) * filter.SampleRate);
        int last = first + (int)(burstSeconds * filter.SampleRate);
        double[] response = new double[last + (int)filter.SampleRate];
        response[0] = 1;
        new SosFilter(filter).Process(response, response);
        double tail = 0;
        double all = 0;
        for (int i = 0; i < response.Length; i++)
        {
            double energy = response[i] * response[i];
            all += energy;
            tail += i >= first && i < last ? energy : 0;
        }

        return tail / all;
    }
}
