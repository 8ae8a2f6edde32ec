"""Films that authors bring: received within bounds, checked by a job in a jail, then shown or refused."""
