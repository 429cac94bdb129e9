def read_query(request, environment): raise NotImplementedError
